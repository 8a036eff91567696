"""Web archives for tests, record by record."""

PAGE_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"


def make_record(
    url: str, body: bytes, head: bytes = PAGE_HEAD, *, kind: str = "response", date: str = "2020-12-27T10:00:00Z"
) -> bytes:
    """One record: `head` is what the server said of the page, without the blank line that ends it."""
    block = head + b"\r\n" + body
    lines = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: {url}",
        f"WARC-Date: {date}",
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(block)}",
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"
