"""What a person does and reads on the playground's page."""

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as NotInTime

AT_REST = 'body[data-version][data-busy="0"]'
MOST_TRIES = 6
MENU_PATIENCE = 10_000
"""Milliseconds that somebody looks for a name in an open menu before opening it again."""


class Screen:
    """The page as one person has it before them. Waits only for what a person would see."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        page.goto(url)
        self.rest()

    def rest(self) -> None:
        """Until nothing that was ordered is still under way."""
        self.page.wait_for_selector(AT_REST)

    def __getitem__(self, mark: str) -> Locator:
        return self.page.get_by_test_id(mark)

    @property
    def newest(self) -> Locator:
        """The newest message of the conversation."""
        return self["messages"].get_by_test_id("message").last

    @property
    def form(self) -> Locator:
        return self["modal"]

    def reads(self, *lines: str, on: Locator | None = None) -> None:
        """Every line stands there, in this order."""
        shown = on or self.newest
        for line in lines:
            expect(shown).to_contain_text(line, use_inner_text=True)
        words = shown.inner_text()
        places = [words.index(line) for line in lines]
        assert places == sorted(places), words

    def goes_to(self, place: str) -> None:
        """A line of the sidebar: `channel-acme`, `app-giveget`."""
        self[place].click()
        self.rest()

    def types(self, line: str, *, into: str = "composer") -> None:
        self[into].fill(line)
        self[into].press("Enter")
        self.rest()

    def presses(self, label: str, *, on: Locator | None = None) -> None:
        """A button by what is written on it, of the newest message or of what is named."""
        (on or self.newest).get_by_test_id("block-button").filter(has_text=label).first.click()
        self.rest()

    def presses_on(self, mark: str) -> None:
        """One of the page's own buttons."""
        self[mark].click()
        self.rest()

    def field(self, label: str) -> Locator:
        return self.form.locator(f'[data-testid=field][data-label="{label}"]')

    def fills(self, label: str, words: str) -> None:
        self.field(label).locator("input, textarea").first.fill(words)

    def acts_as(self, name: str) -> None:
        person = self[f"person-{name}"]
        for _ in range(MOST_TRIES):
            # What arrives meanwhile draws the page anew and closes the menu: a person opens it again.
            if not person.is_visible():
                self["person-switcher"].click()
            try:
                person.click(timeout=MENU_PATIENCE)
                break
            except NotInTime:
                continue
        expect(self["person-switcher"]).to_contain_text(name)
        self.rest()

    def winds(self, mark: str) -> None:
        self["clock"].click()
        self[mark].click()
        expect(self["clock"]).to_have_attribute("aria-busy", "false")
        self.rest()

    def buttons(self, on: Locator | None = None) -> list[str]:
        return (on or self.newest).get_by_test_id("block-button").all_inner_texts()
