"""Sound and films that need words or a description beside them.

**Why** Who does not hear or see gets nothing of them.
**Not this** Media that are not seen and do not play; captions of films without a track of sound.
**Fix** Add captions, a transcript, and a description of what is shown.
**Source** WCAG 1.2.1, 1.2.2, 1.2.3, 1.2.5, 1.2.8; ACT rules on media.
"""

from collections.abc import Iterator

from auditor.checks.api import NoConfig, Shape, Texts, check
from auditor.checks.conducts import Charge
from auditor.checks.semantics import told
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact
from auditor.model.pagefacts import PageFacts
from auditor.model.semantics import Semantics
from auditor.model.target import SiteContext

ZH = Texts(
    title="音视频的替代内容",
    why="听不见或看不见的人得不到其中的内容。",
    not_this="看不到的播放器;没有声音的视频不要求字幕。",
    fix="提供字幕,文字稿和画面描述。",
    reasons={
        "audio": "请核实此音频有准确的文字稿",
        "nothing": "页面上没有任何文字、链接可以作为此音视频的文字稿",
        "captions": "视频没有字幕轨道,请核实有无字幕,文字稿和画面描述",
        "silent": "视频没有声音,请核实有无文字稿或语音说明画面的内容",
        "tracks": "请核实视频的字幕,文字稿和画面描述是否准确",
    },
)

_AUDIO = ("wcag:1.2.1", "act:e7aa44", "act:2eb176", "act:afb423")
_VIDEO = (
    *("wcag:1.2.1", "wcag:1.2.2", "wcag:1.2.3", "wcag:1.2.5", "wcag:1.2.8"),
    *("act:eac66b", "act:ab4d13", "act:1ea59c", "act:f51b46", "act:c3232f", "act:ee13b5", "act:1ec09b", "act:1a02b0"),
    *("act:c5a4ea", "act:fd26cf", "act:d7ba54"),
)

_SILENT = ("wcag:1.2.1", "act:c3232f", "act:ee13b5", "act:d7ba54", "act:fd26cf")
_TRANSCRIPT = ("wcag:1.2.8", "act:1a02b0", "act:ab4d13")
_SEEN_ONLY = ("wcag:1.2.1", "act:c3232f", "act:ee13b5")
_A_FEW = 20
"""Characters with which nobody tells what a sound or a film says."""


@check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH)
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """What a film says and shows is for a person; where nothing is written, nothing stands for it."""
    yield from told("media_alternative", page, _found)


def _found(said: Semantics) -> Iterator[Charge]:
    for one in said.media:
        audio = one.kind == "audio"
        bare = one.seen and (one.shown if audio else one.beside) < _A_FEW and not one.ways
        if audio:
            yield Charge(one.node, bare, "nothing" if bare else "audio", _AUDIO)
        elif one.seen:
            silent = one.sound is False
            if bare:
                yield Charge(one.node, True, "nothing", _SEEN_ONLY if silent else _TRANSCRIPT)
            captions = bool({"captions", "subtitles"} & set(one.tracks))
            doubt = "silent" if silent else "tracks" if captions else "captions"
            yield Charge(one.node, False, doubt, _SILENT if silent else _VIDEO)
