"""Exercises what changes the looks of the page: colour schemes, the pointer, plain text."""

from __future__ import annotations

from collections.abc import Mapping

from auditor.browser.aging.desk import Desk
from auditor.browser.aging.pixels import Paint, differs
from auditor.browser.aging.scene import Item
from auditor.browser.aging.vocabulary import function_of
from auditor.model.aging import Function, Trial, Verdict

_CHANGED = 0.3
"""Share of the text whose colours must differ for another scheme."""
_READABLE = 4.5
_MOST_SCHEMES = 5
_KINDS = ("text", "link", "button", "input")
_GONE = 0.8
"""Share of the pictures that plain text must hide."""


def scheme(desk: Desk) -> list[Trial]:
    """Press for another scheme, again while there are others; measure the contrast by pixels in each."""
    base, picture = desk.paints(), desk.scene.shot("scheme-before")
    known = {one.signature for one in desk.scene.items()}
    item = desk.press_function(Function.SCHEME)
    if item is None:
        return [
            desk.judged(Trial(Function.SCHEME, Verdict.CANNOT_TELL, "not-pressed"), desk.controls[Function.SCHEME][0])
        ]
    first = desk.paints()
    if _changed(base, first) >= _CHANGED:
        schemes = [first, *_others(desk, item, base)]
        shown = desk.scene.shot("scheme-after")
    else:
        schemes, shown = _palette(desk, known, base)
    return [desk.judged(_scheme_trial(base, schemes, picture, shown or desk.scene.shot("scheme-after")), item)]


def _others(desk: Desk, item: Item, base: Mapping[str, Paint]) -> list[Mapping[str, Paint]]:
    """Press on as long as that shows a further scheme, and end with one that is on."""
    found: list[Mapping[str, Paint]] = []
    for _ in range(_MOST_SCHEMES - 1):
        desk.press(item)
        now = desk.paints()
        if _changed(base, now) < _CHANGED:
            desk.press(item)
            break
        if found and _changed(found[-1], now) < _CHANGED:
            break
        found.append(now)
    return found


def _palette(
    desk: Desk, known: set[tuple[str, ...]], base: Mapping[str, Paint]
) -> tuple[list[Mapping[str, Paint]], str]:
    choices = [
        one for one in desk.revealed(known) if (function_of(one.names) or (Function.SCHEME,))[0] is Function.SCHEME
    ]
    same = list(desk.controls[Function.SCHEME][1:])
    found: list[Mapping[str, Paint]] = []
    shown = ""
    for choice in (*choices, *same)[:_MOST_SCHEMES]:
        desk.press(choice)
        now = desk.paints()
        if _changed(base, now) >= _CHANGED:
            found.append(now)
            shown = desk.scene.shot("scheme-after")
    return found, shown


def _changed(base: Mapping[str, Paint], now: Mapping[str, Paint]) -> float:
    both = [key for key in base if key in now]
    return sum(differs(base[key], now[key]) for key in both) / len(both) if both else 0.0


def _scheme_trial(base: Mapping[str, Paint], schemes: list[Mapping[str, Paint]], before: str, after: str) -> Trial:
    if not base:
        return Trial(Function.SCHEME, Verdict.CANNOT_TELL, "no-text", before=before, after=after)
    if not schemes:
        return Trial(Function.SCHEME, Verdict.NO_EFFECT, "no-change", before=before, after=after)
    worst = [_low(paints) for paints in schemes]
    below = min(sum(paint.ratio < _READABLE for paint in paints.values()) / len(paints) for paints in schemes)
    figures = (
        ("schemes", float(len(schemes))), ("contrast_best", max(worst)), ("contrast_worst", min(worst)),
        ("contrast_before", _low(base)), ("below_share", round(below, 2)),
        ("changed_share", round(max(_changed(base, paints) for paints in schemes), 2)),
    )  # fmt: skip
    detail = "low-contrast" if max(worst) < _READABLE else ""
    return Trial(
        Function.SCHEME,
        Verdict.PARTIAL if detail else Verdict.WORKS,
        detail,
        max(worst),
        figures,
        before=before,
        after=after,
    )


def _low(paints: Mapping[str, Paint]) -> float:
    """Contrast below which a tenth of the text is: one line over a picture does not condemn a scheme."""
    ratios = sorted(paint.ratio for paint in paints.values())
    return ratios[len(ratios) // 10] if ratios else 0.0


def cursor(desk: Desk) -> list[Trial]:
    """Press for the large pointer and look at it over four kinds of elements."""
    before, picture = desk.scene.tab.facts("aging_cursors")["kinds"], desk.scene.shot("cursor-before")
    item = desk.press_function(Function.CURSOR)
    if item is None:
        return [
            desk.judged(Trial(Function.CURSOR, Verdict.CANNOT_TELL, "not-pressed"), desk.controls[Function.CURSOR][0])
        ]
    found = desk.scene.tab.facts("aging_cursors")
    kinds: Mapping[str, str] = found["kinds"]
    large = {kind: "url(" in shape and shape != before.get(kind) for kind, shape in kinds.items()}
    if (
        not any(large.values())
        and "none" in {shape.split(",")[-1].strip() for shape in kinds.values()}
        and _follows(desk)
    ):
        large = {kind: shape.strip() == "none" for kind, shape in kinds.items()}
    figures = tuple((kind, float(large[kind])) for kind in _KINDS if kind in large)
    if not any(large.values()):
        verdict = (Verdict.NO_EFFECT, "no-change")
    elif found["size"] == 0:
        verdict = (Verdict.CANNOT_TELL, "not-loaded")
    else:
        verdict = (Verdict.WORKS, "") if all(large.values()) else (Verdict.PARTIAL, "some-kinds")
    size = float(found["size"]) if found["size"] else None
    trial = Trial(Function.CURSOR, *verdict, size, figures, before=picture, after=desk.scene.shot("cursor-after"))
    return [desk.judged(trial, item)]


def _follows(desk: Desk) -> bool:
    """True when a picture goes along with the pointer, which itself is not drawn."""
    seen: list[set[int]] = []
    for x, y in ((300, 300), (700, 500)):
        desk.scene.tab.move(x, y)
        desk.scene.wait(0.2)
        seen.append({one["id"] for one in desk.scene.tab.facts("aging_lines", x, y)["followers"]})
    return bool(seen[0] & seen[1])


def plain_text(desk: Desk) -> list[Trial]:
    """Press for plain text: pictures must be gone and the text still there."""
    pictures, texts, before = desk.scene.tab.facts("aging_images"), desk.scene.texts(), desk.scene.shot("plain-before")
    address = desk.scene.tab.url
    item = desk.press_function(Function.PLAIN_TEXT)
    if item is None:
        return [
            desk.judged(
                Trial(Function.PLAIN_TEXT, Verdict.CANNOT_TELL, "not-pressed"), desk.controls[Function.PLAIN_TEXT][0]
            )
        ]
    left = desk.scene.tab.facts("aging_images")
    lost = desk.grown(before=texts).lost
    if desk.scene.tab.url != address:
        verdict = (Verdict.WORKS, "") if not left else (Verdict.PARTIAL, "pictures-left")
    elif not pictures:
        verdict = (Verdict.CANNOT_TELL, "no-pictures")
    elif lost > 0.5:
        verdict = (Verdict.BREAKS_PAGE, "text-lost")
    elif left <= pictures * (1 - _GONE):
        verdict = (Verdict.WORKS, "")
    else:
        verdict = (Verdict.PARTIAL, "pictures-left") if left < pictures else (Verdict.NO_EFFECT, "no-change")
    figures = (("pictures_before", float(pictures)), ("pictures_after", float(left)))
    trial = Trial(Function.PLAIN_TEXT, *verdict, None, figures, before=before, after=desk.scene.shot("plain-after"))
    return [desk.judged(trial, item)]
