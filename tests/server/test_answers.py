"""Long answers have files of their own, and what a server that was killed has left is removed by the next."""

from pathlib import Path

from flows.server.answers import Answers


def test_no_two_answers_have_one_file(tmp_path: Path) -> None:
    one, other = Answers(tmp_path), Answers(tmp_path)
    given = [answers.new() for answers in (one, other, one, other)]
    assert len(set(given)) == 4
    for path in given:
        path.write_bytes(b"long")
    one.close()
    assert [path.exists() for path in given] == [False, True, False, True]
    other.close()
    assert [path.name for path in tmp_path.iterdir()] == ["lock"]


def test_what_nobody_holds_is_removed_and_what_somebody_holds_is_not(tmp_path: Path) -> None:
    left = tmp_path / "server-killed"
    left.mkdir()
    (left / "0").write_bytes(b"half an answer")
    one = Answers(tmp_path)
    assert not left.exists()
    kept = one.new()
    kept.write_bytes(b"long")
    Answers(tmp_path).close()
    assert kept.exists()
    one.close()
