"""How a command ends."""

DONE, FAILED, USAGE, HELD_BACK = 0, 1, 2, 3


class CommandError(Exception):
    """A command cannot do what was asked; the message is the line that the user sees."""

    def __init__(self, message: str, status: int = FAILED) -> None:
        super().__init__(message)
        self.status = status
