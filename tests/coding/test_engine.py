"""Engines: the package's own rules, and a Dutch spaCy pipeline beside them."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path
from typing import Any

import pytest

from qualcode.codebook import Code, Codebook
from qualcode.coding.suggestions import suggest
from qualcode.dutch import engine as engines
from qualcode.dutch.engine import engine, installed_pipelines, missing_pipeline
from qualcode.errors import QualcodeError
from qualcode.project import open_study
from tests.conftest import StudyMaker
from tests.marked import marked_transcript

spacy = pytest.importorskip("spacy")

# word, lemma, class, head, relation; a line a sentence.
SENTENCES = """
Wij/wij/PRON/1/nsubj werken/werken/VERB/1/ROOT vaak/vaak/ADV/1/advmod samen/samen/ADP/1/compound:prt ././PUNCT/1/punct
Zij/zij/PRON/1/nsubj bellen/bellen/VERB/1/ROOT de/de/DET/3/det ouders/ouder/NOUN/1/obj op/op/ADP/1/compound:prt ././PUNCT/1/punct
De/de/DET/1/det scholen/school/NOUN/2/nsubj bellen/bellen/VERB/2/ROOT ././PUNCT/2/punct
Anna/Anna/PROPN/1/nsubj werkt/werken/VERB/1/ROOT in/in/ADP/3/case Utrecht/Utrecht/PROPN/1/obl ././PUNCT/1/punct
"""


def make_pipeline(path: Path) -> Path:
    """Train a small pipeline with all the components of an official one, on a few sentences, and write it."""
    from spacy.tokens import Doc, Span
    from spacy.training import Example

    nlp: Any = spacy.blank("nl")
    nlp.meta["name"], nlp.meta["version"] = "proef", "1.2.3"
    nlp.add_pipe(
        "tok2vec",
        config={
            "model": {
                "@architectures": "spacy.HashEmbedCNN.v2",
                "width": 32,
                "depth": 2,
                "embed_size": 300,
                "window_size": 1,
                "maxout_pieces": 2,
                "subword_features": True,
                "pretrained_vectors": None,
            }
        },
    )
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 32, "upstream": "*"}
    for name in ("morphologizer", "tagger", "senter"):
        nlp.add_pipe(name, config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}})
    transitions = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "extra_state_tokens": False,
        "hidden_width": 32,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": listener,
    }
    nlp.add_pipe("parser", config={"min_action_freq": 1, "model": {**transitions, "state_type": "parser"}})
    nlp.add_pipe(
        "trainable_lemmatizer",
        name="lemmatizer",
        config={"min_tree_freq": 1, "model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}},
    )
    nlp.add_pipe("attribute_ruler").add([[{"LOWER": "de"}]], {"POS": "DET"})
    nlp.add_pipe("ner", config={"model": {**transitions, "state_type": "ner"}})
    examples = []
    for line in SENTENCES.strip().splitlines():
        rows = [part.rsplit("/", 4) for part in line.split(" ")]
        doc = Doc(
            nlp.vocab,
            words=[row[0] for row in rows],
            lemmas=[row[1] for row in rows],
            pos=[row[2] for row in rows],
            tags=[row[2] for row in rows],
            heads=[int(row[3]) for row in rows],
            deps=[row[4] for row in rows],
        )
        doc.ents = [Span(doc, at, at + 1, "PERSON") for at, row in enumerate(rows) if row[2] == "PROPN"]
        examples.append(Example(Doc(nlp.vocab, words=[row[0] for row in rows]), doc))
    dice = random.Random(1)
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(40):
        dice.shuffle(examples)
        nlp.update(examples, sgd=optimizer)
    nlp.to_disk(path)
    return path


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_pipeline(tmp_path_factory.mktemp("pipeline") / "nl_proef")


TEXT = """
R: Wij werken vaak samen. De scholen bellen de ouders op. Voorschools en naschools, taalachterstand.
R: Zij bellen ouders vaak op. In de vve werken wij. Op school bellen zij.
"""
BOOK = Codebook(
    (
        Code("a", "A", keywords=("samenwerken", "opbellen", "school", "ouders & school")),
        Code("b", "B", keywords=("taal", "vve", "*schools", "=naschools")),
    )
)


def test_a_pipeline_loses_nothing_that_the_rules_find(pipeline: Path) -> None:
    """What is matched by form does not depend on a pipeline: with one there are the same hits, or more."""
    transcript, _ = marked_transcript(TEXT)
    own = suggest([transcript], BOOK, using=engine("none"))
    with_pipeline = suggest([transcript], BOOK, using=engine(str(pipeline)))
    assert len(own) > 8
    assert {item[:8] for item in own} <= {item[:8] for item in with_pipeline}


def test_a_pipeline_adds_lemmas_and_particles(pipeline: Path) -> None:
    """Its lemma stands beside that of the rules, and a particle that its parser joins makes the verb."""
    both = engine(str(pipeline))
    words = ["Zij", "bellen", "de", "ouders", "op", "."]
    own = engine("none").lemmas(words)
    assert all(mine <= more for mine, more in zip(own, both.lemmas(words), strict=True))
    assert "bellen" in both.lemmas(words)[1]
    found = both.verbs(words, frozenset({"opbellen"}))
    assert [(item.verb, item.at) for item in found] == [("opbellen", (1, 4))]


def test_the_engine_names_the_pipeline_with_its_version(pipeline: Path) -> None:
    """Outputs say which rules and which pipeline, and of which version."""
    assert engine(str(pipeline)).version == f"{engine('none').version} + nl_proef 1.2.3"


def test_auto_takes_the_best_pipeline_that_is_installed(pipeline: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipeline is found as soon as it is installed, the largest first; without any the rules do it alone."""

    class Entry:
        def __init__(self, name: str) -> None:
            self.name = name

    names = ["de_core_news_sm", "nl_core_news_sm", "nl_core_news_lg", "nl_eigen"]
    monkeypatch.setattr(engines, "entry_points", lambda **_: [Entry(name) for name in names])
    assert installed_pipelines() == ("nl_core_news_lg", "nl_core_news_sm", "nl_eigen")
    monkeypatch.setattr(engines, "entry_points", lambda **_: [])
    assert engine("auto").version == engine("none").version


def test_a_pipeline_is_used_once_its_package_is_installed(
    pipeline: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After `spacy download` nothing has to be set: the pipeline is a package, and "auto" finds it."""
    name = "nl_core_proef"
    package = tmp_path / name
    shutil.copytree(pipeline, package / f"{name}-1.2.3")
    meta = json.loads((pipeline / "meta.json").read_text(encoding="utf-8")) | {"name": "core_proef"}
    for folder in (package, package / f"{name}-1.2.3"):
        (folder / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    (package / "__init__.py").write_text(
        "from spacy.util import load_model_from_init_py\n"
        "def load(**options):\n    return load_model_from_init_py(__file__, **options)\n",
        encoding="utf-8",
    )
    about = tmp_path / f"{name}-1.2.3.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2.3\n", encoding="utf-8")
    (about / "entry_points.txt").write_text(f"[spacy_models]\n{name} = {name}\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    assert name in installed_pipelines()
    assert engine(name).version == f"{engine('none').version} + nl_core_proef 1.2.3"
    assert engine("auto").version.startswith(engine("none").version + " + nl_")


def test_a_pipeline_that_is_not_there_is_told_with_what_to_do() -> None:
    """The message names what is installed, or how to get a pipeline, and how to do without."""
    with pytest.raises(QualcodeError, match=r"'nl_core_nws_sm' is not there.*To do without: pipeline = \"none\""):
        engine("nl_core_nws_sm")
    assert missing_pipeline("auto") is None
    assert "python -m spacy download nl_core_news_sm" in (missing_pipeline("nl_x") or "") or installed_pipelines()


def test_a_folder_that_is_no_dutch_pipeline_is_refused(tmp_path: Path) -> None:
    """An empty folder, or a pipeline for another language, gives an error that says so."""
    with pytest.raises(QualcodeError, match="spaCy cannot load the pipeline"):
        engine(str(tmp_path))
    spacy.blank("de").to_disk(tmp_path / "duits")
    with pytest.raises(QualcodeError, match="is for the language 'de', not for Dutch"):
        engine(str(tmp_path / "duits"))


def test_a_study_says_which_pipeline_it_uses(make_study: StudyMaker, pipeline: Path) -> None:
    """The setting is obeyed, stands in every output, and a pipeline that is missing is a problem and no crash."""
    folder = make_study({"qualcode.toml": f'pipeline = "{pipeline.as_posix()}"\n'})
    project = open_study(folder)
    assert project.engine.endswith("+ nl_proef 1.2.3")
    assert project.matrix().made.engine == project.engine
    (folder / "qualcode.toml").write_text('pipeline = "nl_bestaat_niet"\n', encoding="utf-8")
    missing = open_study(folder)
    assert [problem.key for problem in missing.problems] == ["pipeline"]
    assert missing.engine == engine("none").version
    assert len(missing.suggestions()) > 0
