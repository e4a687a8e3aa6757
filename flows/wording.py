"""How numbers are worded for users."""


def counted(number: int, noun: str) -> str:
    """Return `number` with `noun`, in the plural where English has it: 1 row, 1,200 rows."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
