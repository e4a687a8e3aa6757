"""Settings from the environment and .env; what cannot be used is told by the variable's name."""

from pathlib import Path

import pytest

from flows.settings import SettingsError, load


def test_defaults(tmp_path: Path) -> None:
    settings = load({}, tmp_path / ".env")
    assert settings.ledger_url == "sqlite:///.zhengwen/ledger.sqlite"
    assert (settings.output, settings.base_iri) == (Path("output"), "https://w3id.org/zhengwen/")


def test_the_environment_wins_over_the_file_and_empty_counts_as_not_set(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_text("ZHENGWEN_STATE=from-file\nZHENGWEN_OUTPUT=out\nOTHER=1\n", encoding="utf-8")
    settings = load({"ZHENGWEN_STATE": "elsewhere", "ZHENGWEN_TITLE": ""}, dotenv)
    assert (settings.state, settings.output) == (Path("elsewhere"), Path("out"))
    assert settings.title.startswith("Zhengwen")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WORKERS", "many"),
        ("WORKERS", "0"),
        ("BASE_IRI", "https://example.org"),
        ("BASE_IRI", "mailto:x/"),
        ("LICENSE", "CC BY"),
        ("TASK_RUNNER", "magic"),
        ("STATES", "x"),
    ],
)
def test_a_value_that_cannot_be_used_names_its_variable(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"ZHENGWEN_{name}"):
        load({f"ZHENGWEN_{name}": value}, tmp_path / ".env")
