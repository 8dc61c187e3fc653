"""What is looked at on every page: accessibility by axe, and that nothing sticks out at the side."""

from pathlib import Path

from playwright.sync_api import Page

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
_GRAVE = ("serious", "critical")


def serious_findings(page: Page) -> list[str]:
    """What axe finds serious or critical on the page as it stands: rule, and the first elements. The page's own policy stays in
    force: axe is put in by the debugger."""
    page.evaluate(AXE)
    result = page.evaluate("axe.run({resultTypes: ['violations']})")
    return [
        f"{found['id']}: {' | '.join(node['html'][:160] for node in found['nodes'][:3])}"
        for found in result["violations"]
        if found["impact"] in _GRAVE
    ]


def overhang(page: Page) -> int:
    """By how many pixels the page is wider than the window; 0 is right."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return int(wide)


def small_targets(page: Page, least: int = 44) -> list[str]:
    """Links and controls that a finger misses: lower than `least` pixels. Links within a sentence are let off; a stretched
    link is as large as the box that it covers."""
    found: list[str] = page.evaluate(
        """least => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
        .filter(e => e.checkVisibility() && !e.closest('p, li li, .alert, .crumbs, .skip, .visually-hidden, .leaflet-control'))
        .map(e => [e.matches('input[type=radio], input[type=checkbox]') ? e.closest('label') ?? e
            : e.matches('.stretch') ? e.offsetParent : e, e])
        .filter(([box]) => { const r = box.getBoundingClientRect(); return r.width > 1 && r.height < least; })
        .map(([, e]) => e.outerHTML.slice(0, 120))""",
        least,
    )
    return found


def assert_fine(page: Page, *, touch: bool = False) -> None:
    """The page has no serious finding, nothing sticks out, and on a phone every target is large enough."""
    faults = serious_findings(page)
    if wide := overhang(page):
        faults.append(f"the page is {wide} pixels wider than the window")
    if touch:
        faults += [f"too small for a finger: {target}" for target in small_targets(page)]
    assert not faults, f"{page.url}\n" + "\n".join(faults)
