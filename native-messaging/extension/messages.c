/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Every text of the extension, for xgettext: this file is never compiled.
 * build-xpi.py reads it too, and turns each entry and its translations into
 * _locales/<language>/messages.json. Of the extension's own texts the context is
 * "webext|" and the key by which the extension asks for it. S_ and P_, which has a
 * plural, are for what the dialog says as well: a key, and the text as it stands in ui/,
 * where it is explained to translators. %s and %u become placeholders. */

static const char *const messages[] = {
  NC_ ("webext|extensionDescription",
       "Asks before a message strays to a foreign look-alike of a domain you trust."),

  NC_ ("webext|close", "Close"),

  /* Translators: what the button “Straymail” in the window of a message says when the
   * mouse is on it, by how things are. %s is a whole sentence that says what is wrong. */
  NC_ ("webext|stateUnknown", "Straymail – click to see whether it is on"),
  NC_ ("webext|stateOn", "Straymail is on"),
  NC_ ("webext|stateDegraded", "Straymail is on, but needs attention. %s"),
  NC_ ("webext|stateOff", "Straymail cannot check messages. %s"),
  /* Translators: the same while the message waits for an answer, and the label of the
   * button then, which is to be short. A click keeps the message in its window, unsent. */
  NC_ ("webext|waitingTitle",
       "Straymail waits for an answer about this message. Click to cancel sending it."),
  NC_ ("webext|waitingLabel", "Waiting – Cancel"),

  NC_ ("webext|uncheckedTitle", "The recipients of this message could not be checked"),
  NC_ ("webext|heldTitle", "This message was not sent"),
  NC_ ("webext|preferencesTitle", "The preferences could not be opened"),

  /* Translators: at the end of the question. */
  NC_ ("webext|whyShownHere", "Straymail asks here because its own window could not be opened."),
  NC_ ("webext|whyMissing",
       "The Straymail helper is not installed on this computer, or it could not be started."),
  NC_ ("webext|whyStopped", "The Straymail helper stopped before it was done."),
  NC_ ("webext|whySilent", "The Straymail helper does not answer."),
  NC_ ("webext|whyVersion",
       "The Straymail helper and this add-on do not fit together: one of them is too old."),
  NC_ ("webext|whyNoPolicy",
       "Straymail could read no list of trusted domains, so it has nothing to compare with."),
  NC_ ("webext|whyTooMany", "The message has more recipients than Straymail can check at once."),
  NC_ ("webext|whyBusy", "Too many messages are waiting for an answer already."),
  NC_ ("webext|whyUnexpected", "Something went wrong in Straymail that should not have."),
  NC_ ("webext|whyNoAnswer", "The question about its recipients ended before you had answered it."),
  NC_ ("webext|whyBlocked", "Your organisation does not allow mail to one of its addresses."),
  NC_ ("webext|whyChanging", "Its recipients changed each time it was about to leave."),
  NC_ ("webext|whyEmptyList", "One of its mailing lists is empty."),
  NC_ ("webext|whyNobodyLeft", "You left out all of its recipients, so there is nobody to send it to."),
  NC_ ("webext|whyCannotCorrect", "One of its addresses could not be corrected automatically."),
  NC_ ("webext|whyCannotExpand",
       "It goes to a mailing list, and an address on that list or beside it cannot be read."),

  NC_ ("webext|todoInstall", "Nothing has been sent yet. Install the helper, or ask whoever looks after this "
                             "computer, then send the message again."),
  NC_ ("webext|todoTryAgain", "Nothing has been sent yet. Send the message again from its window."),
  NC_ ("webext|todoUpdate", "Nothing has been sent yet. Update both, or ask whoever looks after this "
                            "computer, then send the message again."),
  NC_ ("webext|todoPolicy", "Nothing has been sent yet. Ask whoever looks after this computer to repair the "
                            "lists, then send the message again."),
  NC_ ("webext|todoSplit", "Nothing has been sent yet. Send the message to fewer people at a time."),
  /* Translators: after a sentence that says what to do first. */
  NC_ ("webext|unlessChecked", "If you send it anyway, look at every address first."),
  NC_ ("webext|holdUnchecked", "Your organisation lets no message out that could not be checked."),
  /* Translators: in a notification, after a sentence that says why the recipients could not be checked. */
  NC_ ("webext|sentUnchecked", "The message is sent all the same, as your organisation has set it."),
  NC_ ("webext|todoSendAgain", "Your message is still in its window. Send it again to be asked again."),
  NC_ ("webext|todoCorrectByHand",
       "Your message is still in its window. Correct the address there, or in the "
       "address book, then send it again."),
  NC_ ("webext|todoEmptyList",
       "Your message is still in its window. Take the list out there, or add somebody "
       "to it, then send it again."),
  NC_ ("webext|todoAddRecipient",
       "Your message is still in its window. Add a recipient there, then send it again."),

  /* Translators: the title of the page that says whether Straymail is on. */
  NC_ ("webext|titleUnknown", "Straymail is looking for its helper"),
  NC_ ("webext|titleOn", "Straymail is on"),
  NC_ ("webext|titleDegraded", "Straymail is on, but needs attention"),
  NC_ ("webext|titleOff", "Straymail cannot check messages"),
  NC_ ("webext|whyOlder", "The Straymail helper is older than this add-on, so not all of it works."),
  NC_ ("webext|todoInstallHelper", "Install the helper, or ask whoever looks after this computer."),
  NC_ ("webext|todoUpdateHelper", "Update both, or ask whoever looks after this computer."),
  NC_ ("webext|todoCheckAgain", "Check again; if it stays like this, ask whoever looks after this computer."),
  /* Translators: read out by screen readers before a sentence on one thing that was looked at. */
  NC_ ("webext|healthGood", "Good:"),
  NC_ ("webext|healthNote", "Worth knowing:"),
  NC_ ("webext|healthBad", "Needs attention:"),
  /* Translators: before the number of a version. */
  NC_ ("webext|versionOfHelper", "Helper"),
  NC_ ("webext|versionOfAddOn", "Add-on"),
  /* Translators: first a version, then the number of a protocol that two programs speak. */
  NC_ ("webext|versionAndProtocol", "%s, protocol %s"),
  /* Translators: buttons. */
  NC_ ("webext|preferences", "Preferences"),
  NC_ ("webext|checkAgain", "Check Again"),

  NC_ ("webext|heldNoPage",
       "Straymail could not show its question. Your message is still in its window. Send it again."),

  /* The question. */
  S_ ("mayNotGo", "This message may not go to %s"),
  S_ ("mayNotGoOut", "This message may not go out as it is"),
  P_ ("looksWrong", "%u recipient of this message looks wrong", "%u recipients of this message look wrong"),
  P_ ("cannotBeRead", "One recipient’s address cannot be read", "%u recipients’ addresses cannot be read"),
  S_ ("wouldGo", "This message would go to %s"),
  S_ ("wouldGoToTwo", "This message would go to %s and %s"),
  P_ ("wouldGoToMany", "This message would go to %u foreign country",
      "This message would go to %u foreign countries"),
  P_ ("hereAreTheFirst", "Here is the first of them.", "Here are the first %u of them."),
  P_ ("lookLikeTrusted", "One recipient’s address looks like one you trust, but belongs to another country.",
      "%u recipients’ addresses look like ones you trust, but belong to another country."),
  S_ ("cannotBeReadNorChecked", "What cannot be read cannot be checked either."),
  P_ ("cannotBeChecked", "One recipient’s address cannot be checked, because it cannot be read.",
      "%u recipients’ addresses cannot be checked, because they cannot be read."),
  S_ ("twoSentences", "%s %s"),
  S_ ("contact", "If you are not sure, ask here: %s"),
  S_ ("recorded", "Your organisation records the domains of flagged messages."),

  /* One domain. */
  S_ ("typed", "You typed"),
  S_ ("meant", "Probably meant"),
  S_ ("isMissing", "“%s” is missing."),
  S_ ("isTooMany", "“%s” is not in the domain you probably meant."),
  S_ ("standsInPlace", "“%s” stands in place of “%s”."),
  S_ ("cyrillicLetter", "“%s” is a Cyrillic letter."),
  S_ ("greekLetter", "“%s” is a Greek letter."),
  S_ ("armenianLetter", "“%s” is an Armenian letter."),
  S_ ("hebrewLetter", "“%s” is a Hebrew letter."),
  S_ ("latinLetter", "“%s” is a letter with a mark, or of another shape."),
  S_ ("unusualCharacter", "“%s” is an unusual character."),
  S_ ("spokenComparison", "You typed %s; you probably meant %s."),
  S_ ("spokenDifference", "You typed %s; you probably meant %s. %s"),
  S_ ("blocked", "Your organisation does not allow mail to this address."),
  S_ ("unreadable", "This address cannot be read, so it cannot be checked."),
  S_ ("fieldTo", "To"),
  S_ ("fieldCc", "Cc"),
  S_ ("fieldBcc", "Bcc"),
  S_ ("memberOf", "member of the list “%s”"),
  P_ ("andMore", "and %u more", "and %u more"),
  P_ ("andMoreRecipients", "and %u more recipient", "and %u more recipients"),

  /* What is to be done. */
  S_ ("correctTo", "Correct to %s"),
  S_ ("keep", "Keep %s"),
  S_ ("leaveOut", "Leave out"),
  S_ ("correctAll", "Correct them all"),
  S_ ("keepAll", "Keep them all"),
  S_ ("leaveAllOut", "Leave them all out"),
  S_ ("typeTheDomain", "To send there all the same, type the domain:"),
  S_ ("dontAskAgain", "Don’t ask again about this domain"),
  S_ ("forHowLong", "For how long"),
  S_ ("forGood", "for good"),
  S_ ("forAYear", "for a year"),
  P_ ("forDays", "for %u day", "for %u days"),

  /* The buttons. */
  S_ ("goBack", "Go Back"),
  S_ ("completeChoices", "Complete every choice first."),
  S_ ("send", "Send"),
  S_ ("nobodyIsLeft", "Nobody Is Left to Send To"),
  S_ ("sendAnyway", "Send Anyway"),
  S_ ("sendToAnyway", "Send to %s Anyway"),
  P_ ("correctAndSend", "Correct and Send", "Correct %u and Send"),
  P_ ("leaveOutAndSend", "Leave Out and Send", "Leave Out %u and Send"),
  S_ ("correctLeaveOutAndSend", "Correct %u, Leave Out %u and Send"),
  S_ ("correctKeepAndSend", "Correct %u, Keep %u and Send"),
  S_ ("leaveOutKeepAndSend", "Leave Out %u, Keep %u and Send"),
  S_ ("correctLeaveOutKeepAndSend", "Correct %u, Leave Out %u, Keep %u and Send"),
};
