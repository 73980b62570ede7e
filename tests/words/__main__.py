"""`make words`: brings the catalogs up to date and says what is left to translate; `lang=fr` begins
a new one."""

import sys

from tests.words.catalogs import find_problems, translated_languages, update_catalog
from tests.words.extraction import extract_catalog


def main(languages: list[str]) -> int:
    """Updates the catalogs of these languages, or of all; 1 where something is left to do."""
    extracted = extract_catalog()
    left = 0
    for language in languages or translated_languages():
        problems = sorted(find_problems(update_catalog(language, extracted), extracted))
        left += len(problems)
        print(f"{language}: {len(extracted)} texts, {len(problems)} to look at")
        for problem in problems:
            print(f"  {problem}")
    return 1 if left else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
