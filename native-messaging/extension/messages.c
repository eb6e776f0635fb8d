/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Every text of the extension, for xgettext: this file is never compiled.
 * build-xpi.py reads it too, and turns each entry and its translations into
 * _locales/<language>/messages.json. The context is "webext|" and the key by
 * which the extension asks for the text; %s becomes a placeholder. */

static const char *const messages[] = {
  NC_ ("webext|extensionDescription",
       "Asks before a message strays to a foreign look-alike of a domain you trust."),

  /* Translators: the answers. The first is also what closing the window means. */
  NC_ ("webext|goBack", "Go Back"),
  NC_ ("webext|correctAndSend", "Correct and Send"),
  NC_ ("webext|sendAnyway", "Send Anyway"),
  NC_ ("webext|close", "Close"),

  /* Translators: what the button “Straymail” in the window of a message says when the
   * mouse is on it. */
  NC_ ("webext|buttonTitle", "Preferences of Straymail"),
  /* Translators: the same while the message waits for an answer, and the label of the
   * button then, which is to be short. A click keeps the message in its window, unsent. */
  NC_ ("webext|waitingTitle",
       "Straymail waits for an answer about this message. Click to cancel sending it."),
  NC_ ("webext|waitingLabel", "Waiting – Cancel"),

  /* Translators: %s is a country, or several ("Mali and Cameroon"). */
  NC_ ("webext|abroadTitle", "This message would go to %s"),
  NC_ ("webext|unreadableTitle", "An address of this message cannot be read"),
  NC_ ("webext|uncheckedTitle", "The recipients of this message could not be checked"),
  NC_ ("webext|heldTitle", "This message was not sent"),
  NC_ ("webext|preferencesTitle", "The preferences could not be opened"),

  /* Translators: the fields of a message, as your mail program calls them. */
  NC_ ("webext|fieldTo", "To"),
  NC_ ("webext|fieldCc", "Cc"),
  NC_ ("webext|fieldBcc", "Bcc"),
  /* Translators: %s is the name of a mailing list in the address book. */
  NC_ ("webext|memberOf", "member of the list “%s”"),
  /* Translators: before the domain that was typed, and the one probably meant. */
  NC_ ("webext|typed", "You typed"),
  NC_ ("webext|meant", "Probably meant"),
  NC_ ("webext|unreadable", "This address cannot be read, so it cannot be checked."),
  NC_ ("webext|blocked", "Your organisation does not allow mail to this address."),
  /* Translators: %s is a telephone number, an address or a name that the organisation gives. */
  NC_ ("webext|contact", "If you are not sure, ask here: %s"),
  /* Translators: below a list that is cut; %s is a number. */
  NC_ ("webext|more", "And %s more."),

  /* Translators: above the list of such addresses, be it one or several. */
  NC_ ("webext|whyAbroad",
       "An address of this message looks like one you trust, but belongs to another country."),
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
  NC_ ("webext|whyNobodyLeft", "You left out all of its recipients, so there is nobody to send it to."),
  NC_ ("webext|whyCannotCorrect", "One of its addresses could not be corrected automatically."),

  NC_ ("webext|todoChoose", "Nothing has been sent yet. Go back to change the recipients yourself."),
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
       "Your message is still in its window. Correct the address there, then send it again."),
  NC_ ("webext|todoAddRecipient",
       "Your message is still in its window. Add a recipient there, then send it again."),

  NC_ ("webext|heldNoPage",
       "Straymail could not show its question. Your message is still in its window. Send it again."),
};
