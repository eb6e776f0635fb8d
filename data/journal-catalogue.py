#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the journal's catalogue: what a flagged message leaves there, explained in every language of po/.

    journal-catalogue.py --output straymail.catalog [--mo …/fr/LC_MESSAGES/straymail.mo]…

The form is that of https://systemd.io/CATALOG, with the language in the head of an entry.
"""

import argparse
import gettext
import pathlib

ENTRY = """\
-- acf1d477aa4f4a2e89ba2b603dcccaa1{language}
Subject: {subject}
Defined-By: Straymail
Documentation: man:straymail(1)

{body}
"""


def texts(_):
    """Subject and paragraphs. The journal fills in what stands between two @ and shows the lines as they are."""
    # Translators: what the journal says of a flagged message, as a heading. In place of
    # @STRAYMAIL_DECISION@, which stays as it is, comes one of the words in quotes below.
    subject = _("A message was flagged: @STRAYMAIL_DECISION@")
    paragraphs = [
        # Translators: the words between @ stay as they are, and so does STRAYMAIL_COUNTRY. Lines may be
        # broken elsewhere; none is to be longer than 96 letters.
        _("Recipients: @STRAYMAIL_RECIPIENTS@, of which flagged: @STRAYMAIL_FLAGGED@. Flagged is what looks\n"
          "like a slip to another country, or cannot be read as an address. The clearest of them was of\n"
          "the kind “@STRAYMAIL_KIND@”; its country, where it has one, is in the field STRAYMAIL_COUNTRY."),
        # Translators: the words in quotes are what the field STRAYMAIL_DECISION holds; they stay as they are,
        # each in quotes. Lines as above.
        _("STRAYMAIL_DECISION says what became of it: “send-anyway”, “corrected” (which counts what was\n"
          "left out, too) and “go-back” were chosen by the person; “told” was sent, and the person told of\n"
          "it; “withdrawn” was given up before an answer; with “no-answer” the dialog ended without one,\n"
          "and the message stayed. Where STRAYMAIL_REASON says why no dialog could be shown, a page inside\n"
          "Thunderbird asked instead; with “asked-in-thunderbird” no answer came back from there."),
        _("The command “straymail report” sums these events up."),
    ]
    return subject, "\n\n".join(paragraphs)


def entries(translations):
    """The entry of each language by its name; English has none. What is not translated is left to it."""
    english = texts(str)
    yield ENTRY.format(language="", subject=english[0], body=english[1])
    for language, translation in translations.items():
        subject, body = texts(translation.gettext)
        if (subject, body) != english:
            yield ENTRY.format(language=f" {language}", subject=subject, body=body)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--output", type=pathlib.Path, required=True)
    parser.add_argument("--mo", type=pathlib.Path, action="append", default=[])
    options = parser.parse_args()

    translations = {}
    for path in sorted(options.mo):
        with path.open("rb") as mo:
            translations[path.parts[-3]] = gettext.GNUTranslations(mo)
    options.output.write_text("\n".join(entries(translations)), encoding="utf-8")


if __name__ == "__main__":
    main()
