"""Workers for the desk that need no model, and do what real ones should not."""

import os
import time

from dragoman.errors import DragomanError
from dragoman.record.document import Document
from dragoman.record.event import Coded
from dragoman.serve.desk import Task, Worker, read_task


def make_toy() -> Worker:
    """Codes nothing; the text says what it is to do."""

    def work(task: Task) -> list[Coded]:
        if task.text == "sleep":
            time.sleep(30)
        if task.text == "die":
            os._exit(1)
        if task.text == "complain":
            raise DragomanError("that cannot be coded")
        if task.text == "who":
            return [Coded(document=Document(id=str(os.getpid()), text="x"))]
        if task.text == "wait":
            time.sleep(0.5)
        return [
            Coded(document=found) if isinstance(found, Document) else Coded(document=None, fault=found)
            for found in read_task(task)
        ]

    return work
