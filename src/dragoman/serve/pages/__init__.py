"""A file a page: a request comes in, the archive is asked, a template is filled. `PAGES` is the table of them.

A page is one file here with a `router`, and one template of the same name. It goes so:

    @router.get("/reports")
    def show_reports(request: Request, room: InRoom, _: Reader) -> Response:      # who may: Reader, Reviewer, Admin (visit.py)
        asked = read_asked(request, "reports")                                    # filters of the query (asked.py)
        if asked.trouble: return render(request, "reports.html", 400, asked=asked, ...)
        with room.shelf.lend() as archive:                                        # once a request, and soon given back
            rows = list(ask_reports(archive, asked.wanted))
        return render(request, "reports.html", asked=asked, rows=rows, ...)       # every text is escaped

Functions are plain `def`: they run in threads, so that a question holds nobody else up. What many ask for, or what costs much, is
remembered until the archive changes: `room.shelf.remember(key, make)`, where `make` borrows the archive; `room.shelf.state` changes with it.

A form is sent with POST and bears `<input type="hidden" name="mark" value="{{ mark() }}">`; its handler takes `form: SentForm`, which
refuses what is not ours, and reads fields with `read_field(form, name)`. Who changes the archive does so in
`with room.shelf.change() as archive:` and writes a line to `room.audit`; then it answers with a redirect (303), so that loading the
page again sends nothing twice. A DragomanError that is let out becomes a page with its one line.

Templates extend base.html (blocks title, head, search, shape, main) and import parts.html (filters, narrowed, orders, pages, nothing,
party, happening_row, cited). Nothing inline: no <style>, no style="", no <script> with content; classes stand in static/style.css,
scripts in static/. Addresses of ours: `link("/report", id=…)`, `step(id)` in a path, `static("page.js")`; of others: `x | web`, which is
None for what must not be a link. Texts of reports stand in elements with dir="auto".
"""

PAGES = (
    "dragoman.serve.pages.home:router",
    "dragoman.serve.pages.happenings:router",
    "dragoman.serve.pages.happening:router",
    "dragoman.serve.pages.reports:router",
    "dragoman.serve.pages.report:router",
    "dragoman.serve.pages.review:router",
    "dragoman.serve.pages.case:router",
    "dragoman.serve.pages.attempt:router",
    "dragoman.serve.pages.status:router",
    "dragoman.serve.pages.door:router",
)
"""The router of each page; a new page is a file here, a template, a row in this table, and one in nav.py if it is to be found there."""
