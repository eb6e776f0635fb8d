/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

import assert from "node:assert/strict";
import { setImmediate as turn } from "node:timers/promises";

import { UNSEEN } from "../../../native-messaging/extension/answer.js";
import { Guard } from "../../../native-messaging/extension/guard.js";
import { HostFailure } from "../../../native-messaging/extension/host.js";
import { test } from "../../support/tap.mjs";
import { fakeMessenger } from "./fakes.mjs";

const tab = { id: 7 };
const details = {
  from: "Me <me@x.org>",
  to: ["John <j@us.af.ml>", "B <b@x.org>"],
  cc: ["\"C\" <c@x.org>"], // not plain: the parser is asked
  bcc: [],
};
const fix = { index: 0, from: "j@us.af.ml", to: "j@us.af.mil" };
const finding = { index: 0, address: "j@us.af.ml", domain: "us.af.ml", verdict: "lookalike", suggestion: "j@us.af.mil" };
const question = { reason: "could-not-show", flagged: 1, recipients: 3, leave_out: true, typing: false, findings: [finding] };
const choose = (choice, more) => ({ send: true, choices: [{ index: 0, choice, ...more }] });
const goBack = { send: false };
const send = { send: true, choices: [] };

/* A guard whose host gives `decision` (or fails with it) and whose person gives
 * `answer`; whenever it looks at its clock, that has gone on by `tick` ms. What was asked
 * and told is kept. */
function setUp({ decision, answer = goBack, rule = "ask", messenger = fakeMessenger(), tick = 0 } = {}) {
  const seen = { checks: [], asked: [], told: [], notified: [], sent: [], answered: [], withdrawn: [], waiting: [], now: 0 };
  const host = {
    async check(check, signal) {
      seen.checks.push(check);
      seen.signal = signal;
      const value = typeof decision === "function" ? decision(signal) : decision;
      if (value instanceof Error) {
        throw value;
      }
      return value && { id: "c1", ...(await value) };
    },
    async reach() {
      seen.reached = true;
      if (decision instanceof Error) {
        throw decision;
      }
    },
    sent: (...values) => seen.sent.push(values),
    answer: (...values) => seen.answered.push(values),
    withdraw: id => seen.withdrawn.push(id),
  };
  const asker = {
    async ask(question) {
      seen.asked.push(question);
      if (answer instanceof Error) {
        throw answer;
      }
      return answer;
    },
    tell: question => seen.told.push(question),
    notify: async words => void seen.notified.push(words),
  };
  const unavailable = {
    async ruleFor(recipients) {
      assert.ok(recipients || seen.reached, "a host has said whether anything is blocked");
      seen.unchecked = recipients?.map(({ address }) => address);
      return rule;
    },
  };
  const waiting = {
    begin(id) {
      seen.waiting.push(id);
      return () => (seen.waiting = seen.waiting.filter(other => other !== id));
    },
  };
  const guard = new Guard({ messenger, host, asker, unavailable, waiting, now: () => (seen.now += tick) });
  return { asker, unavailable, waiting, window: messenger.compose, guard, seen };
}

// Whatever comes of it, nothing waits any more.
async function sendIt(setup, written = details) {
  setup.window.window = structuredClone(written);
  const result = await setup.guard.beforeSend(tab, structuredClone(written));
  assert.deepEqual(setup.seen.waiting, []);
  assert.equal(setup.guard.cancel(tab.id), false);
  return result;
}

test("a clean message is left untouched, after every recipient was checked", async () => {
  const setup = setUp({ decision: { action: "send", reason: "clean" } });
  assert.deepEqual(await sendIt(setup), {});
  assert.deepEqual(setup.seen.checks, [{
    from: "me@x.org",
    recipients: [
      { field: "to", address: "j@us.af.ml", name: "John" },
      { field: "to", address: "b@x.org", name: "B" },
      { field: "cc", address: "c@x.org", name: "C", mailbox: "\"C\" <c@x.org>" },
    ],
  }]);
  assert.deepEqual(setup.seen.asked, []);
});

test("go back holds and says nothing more", async () => {
  const setup = setUp({ decision: { action: "hold", reason: "go-back" } });
  assert.deepEqual(await sendIt(setup), { cancel: true });
  assert.deepEqual(setup.seen.told, []);
});

test("no answer holds and says why", async () => {
  const setup = setUp({ decision: { action: "hold", reason: "no-answer" } });
  assert.deepEqual(await sendIt(setup), { cancel: true });
  assert.deepEqual(setup.seen.told, [{ reason: "no-answer" }]);
});

test("a correction rewrites its field only", async () => {
  const setup = setUp({ decision: { action: "correct", reason: "corrected", corrections: [fix], removals: [] } });
  assert.deepEqual(await sendIt(setup), { details: { to: ["John <j@us.af.mil>", "B <b@x.org>"] } });
});

const removal = index => ({ index, from: ["j@us.af.ml", "b@x.org", "c@x.org"][index] });
const leaveOut = (...indices) =>
  ({ action: "correct", reason: "corrected", corrections: [], removals: indices.map(removal) });

test("who is left out is not sent to", async () => {
  const setup = setUp({ decision: leaveOut(0, 2) });
  assert.deepEqual(await sendIt(setup), { details: { to: ["B <b@x.org>"], cc: [] } });
  await setup.guard.afterSend(tab, { mode: "sendNow" });
  assert.deepEqual(setup.seen.sent, [["c1", undefined]]);
});

test("nobody left: held and told, never sent to nobody", async () => {
  const setup = setUp({ decision: leaveOut(0, 1, 2) });
  assert.deepEqual(await sendIt(setup), { cancel: true });
  assert.deepEqual(setup.seen.told, [{ reason: "nobody-left" }]);
});

test("a correction Thunderbird could not read is held and told", async () => {
  const corrections = [{ ...fix, to: "a@b.mil, c@d.mil" }];
  const setup = setUp({ decision: { action: "correct", reason: "corrected", corrections, removals: [] } });
  assert.deepEqual(await sendIt(setup), { cancel: true });
  assert.deepEqual(setup.seen.told, [{ reason: "cannot-correct" }]);
});

const corrected = { details: { to: ["John <j@us.af.mil>", "B <b@x.org>"] } };
const leftOut = { details: { to: ["B <b@x.org>"] } };

for (const [name, answer, result] of [
  ["go back", goBack, { cancel: true }],
  ["keep", choose("keep"), {}],
  ["keep and except", choose("keep", { days: 30 }), {}],
  ["correct", choose("correct"), corrected],
  ["leave out", choose("leave-out"), leftOut],
]) {
  test(`asked inside Thunderbird: ${name}`, async () => {
    const setup = setUp({ decision: { action: "ask", ...question }, answer });
    assert.deepEqual(await sendIt(setup), result);
    assert.deepEqual(setup.seen.asked, [question]);
    assert.deepEqual(setup.seen.answered, [["c1", answer]]);
    await setup.guard.afterSend(tab, { mode: "sendNow" });
    assert.deepEqual(setup.seen.sent, result.cancel ? [] : [["c1", undefined]]);
  });
}

for (const [name, answer, findings] of [
  ["keep what is blocked", choose("keep"), [{ ...finding, blocked: true }]],
  ["correct what has no suggestion", choose("correct"), [{ ...finding, suggestion: undefined }]],
  ["no choice", send, [finding]],
  ["what is no choice", choose("constructor"), [finding]],
]) {
  test(`asked inside Thunderbird, no answer: ${name}`, async () => {
    const setup = setUp({ decision: { action: "ask", ...question, findings }, answer });
    assert.deepEqual(await sendIt(setup), { cancel: true });
    assert.equal(setup.seen.told[0].reason, "unexpected");
    assert.deepEqual([setup.seen.answered, setup.seen.withdrawn], [[], ["c1"]]);
  });
}

test("nobody could be asked inside Thunderbird: held, and the host hears of no choice", async () => {
  const setup = setUp({ decision: { action: "ask", ...question }, answer: UNSEEN });
  assert.deepEqual(await sendIt(setup), { cancel: true });
  assert.deepEqual([setup.seen.answered, setup.seen.withdrawn], [[], ["c1"]]);
});

test("asked inside Thunderbird: nobody is left, and the host hears that it was not sent", async () => {
  const decision = { action: "ask", ...question, findings: [0, 1, 2].map(index => ({ ...finding, index })), flagged: 3 };
  const setup = setUp({ decision, answer: choose("leave-out") });
  assert.deepEqual(await sendIt(setup), { cancel: true });
  assert.deepEqual(setup.seen.told, [{ reason: "nobody-left" }]);
  assert.deepEqual(setup.seen.answered, [["c1", goBack]]);
});

test("the page inside Thunderbird says what the organisation has to say", async () => {
  const asked = { ...question, organisation: { text: "…" } };
  const setup = setUp({ decision: { action: "ask", ...asked } });
  await sendIt(setup);
  assert.deepEqual(setup.seen.asked, [asked]);
});

for (const code of ["missing", "stopped", "silent", "version", "bad-answer", "busy", "no-policy"]) {
  test(`not checked, since ${code}: the person decides`, async () => {
    const failing = answer => setUp({ decision: new HostFailure(code), answer });
    const setup = failing(goBack);
    assert.deepEqual(await sendIt(setup), { cancel: true });
    assert.equal(setup.seen.asked[0].reason, code);
    assert.equal(setup.seen.asked[0].recipients.length, 3);
    assert.deepEqual(await sendIt(failing(send)), {});
  });
}

for (const [name, end] of [["a closed compose window", "tabRemoved"], ["cancelling", "cancel"]]) {
  test(`${name} withdraws and asks nothing`, async () => {
    const setup = setUp({
      decision: signal => new Promise((_, reject) => {
        signal.addEventListener("abort", () => reject(new HostFailure("withdrawn")));
        setImmediate(() => {
          assert.deepEqual(setup.seen.waiting, [tab.id]);
          setup.guard[end](tab.id);
        });
      }),
    });
    assert.deepEqual(await sendIt(setup), { cancel: true });
    assert.deepEqual([setup.seen.asked, setup.seen.told], [[], []]);
  });

  for (const [what, decision, withdrawn] of [
    ["of what was not checked", new HostFailure("missing"), []],
    ["of what was flagged, of which the host hears", { action: "ask", ...question }, ["c1"]],
  ]) {
    test(`${name} ends the question inside Thunderbird ${what}`, async () => {
      const setup = setUp({ decision });
      setup.asker.ask = (question, signal) => new Promise(resolve => {
        signal.addEventListener("abort", () => resolve(goBack));
        setImmediate(() => setup.guard[end](tab.id));
      });
      assert.deepEqual(await sendIt(setup), { cancel: true });
      assert.deepEqual([setup.seen.told, setup.seen.withdrawn, setup.seen.answered], [[], withdrawn, []]);
    });
  }
}

for (const [name, decision, end] of [
  ["held", { action: "hold", reason: "go-back" }, () => {}],
  ["sent", { action: "send", reason: "clean" }, guard => guard.afterSend(tab, {})],
  ["sent, and the window closed", { action: "send", reason: "clean" }, guard => guard.tabRemoved(tab.id)],
  ["not to be sent", { action: "send", reason: "clean" }, guard => guard.afterSend(tab, { error: "…" })],
]) {
  test(`sent twice before the window is locked: decided once, ${name}`, async () => {
    const setup = setUp({ decision });
    const log = [];
    const first = sendIt(setup).then(result => log.push(result));
    const second = sendIt(setup).then(result => log.push(result));
    await first;
    assert.equal(setup.seen.checks.length, 1);
    await turn();
    assert.equal(log.length, decision.action === "hold" ? 2 : 1);
    await end(setup.guard);
    await second;
    assert.deepEqual(log, [decision.action === "hold" ? { cancel: true } : {}, { cancel: true }]);
    // And then it is sent as ever.
    await sendIt(setup);
    assert.equal(setup.seen.checks.length, 2);
  });
}

test("another compose window does not matter", async () => {
  const setup = setUp({ decision: { action: "send", reason: "clean" } });
  const result = sendIt(setup);
  setup.guard.tabRemoved(8);
  assert.equal(setup.guard.cancel(8), false);
  assert.deepEqual(await result, {});
  assert.equal(setup.seen.signal.aborted, false);
});

test("cancelling says whether there was something to cancel", async () => {
  const setup = setUp({ decision: { action: "send", reason: "clean" } });
  const result = sendIt(setup);
  assert.equal(setup.guard.cancel(tab.id), true);
  assert.deepEqual(await result, { cancel: true });
  assert.equal(setup.guard.cancel(tab.id), false);
});

test("an add-on that is unloaded holds whatever is still waited for", async () => {
  const setup = setUp({ decision: () => new Promise(() => {}) });
  const asked = sendIt(setup);
  const reading = setUp({ decision: { action: "send", reason: "clean" } });
  reading.window.getComposeDetails = () => new Promise(() => {});
  const read = sendIt(reading);
  await turn();
  for (const { guard } of [setup, reading]) {
    guard.cancelAll();
  }
  assert.deepEqual(await Promise.all([asked, read]), [{ cancel: true }, { cancel: true }]);
});

test("a stop is awaited for a second, and only while a message waits", async () => {
  const setup = setUp({ decision: () => new Promise(() => {}), tick: 100 });
  const waited = () => {
    const start = setup.seen.now;
    setup.guard.awaitStop();
    return setup.seen.now - start;
  };
  assert.equal(waited(), 100);
  const held = sendIt(setup);
  await turn();
  assert.equal(waited(), 1100);
  setup.guard.cancelAll();
  await held;
});

test("a message to nobody is Thunderbird's business", async () => {
  const setup = setUp();
  assert.deepEqual(await sendIt(setup, { to: [], cc: [], bcc: [] }), {});
  assert.deepEqual(setup.seen.checks, []);
});

const added = { ...details, bcc: ["added@army.ml"] };
const fewer = { ...details, cc: [] };

// What happens to the window while somebody is asked, and what comes of it.
for (const [name, change, count] of [
  ["somebody is added", added, 4],
  ["somebody is taken out", fewer, 2],
  ["somebody moves to another field", { ...details, cc: [], bcc: details.cc }, 3],
  ["another sender", { ...details, from: "me@army.ml" }, 3],
]) {
  test(`meanwhile ${name}: it is checked again, and the second answer counts`, async () => {
    for (const [second, result] of [
      [{ action: "hold", reason: "go-back" }, { cancel: true }],
      [{ action: "send", reason: "send-anyway" }, {}],
      [{ action: "correct", reason: "corrected", corrections: [fix], removals: [] },
        { details: { to: ["John <j@us.af.mil>", "B <b@x.org>"] } }],
    ]) {
      const decision = () => {
        if (setup.seen.checks.length > 1) {
          return second;
        }
        setup.window.window = structuredClone(change);
        return { action: "correct", reason: "corrected", corrections: [], removals: [{ index: 1, from: "b@x.org" }] };
      };
      const setup = setUp({ decision });
      assert.deepEqual(await sendIt(setup), result);
      assert.deepEqual(setup.seen.checks.map(({ recipients }) => recipients.length), [3, count]);
      assert.equal(setup.seen.checks[1].from, name === "another sender" ? "me@army.ml" : "me@x.org");
      assert.deepEqual(setup.seen.told, []);
    }
  });
}

for (const reason of ["clean", "told"]) {
  test(`only a message to many that was cleared at once is not read once more: ${reason}`, async () => {
    for (const [ms, count, checks] of [[400, 25, 2], [400, 26, 1], [600, 26, 2]]) {
      const to = Array.from({ length: count }, (_, i) => `n${i}@x.org`);
      const setup = setUp({ decision: () => {
        setup.seen.now += setup.seen.checks.length > 1 ? 0 : ms;
        setup.window.window = { to: ["added@army.ml", ...to] };
        return { action: "send", reason };
      } });
      assert.deepEqual(await sendIt(setup, { to }), {});
      assert.equal(setup.seen.checks.length, checks);
    }
  });
}

test("what changes nothing of the recipients is no reason to ask again", async () => {
  const setup = setUp({ decision: () => {
    setup.window.window = { ...details, to: ["John Smith <j@us.af.ml>", "b@x.org"], subject: "…" };
    return { action: "send", reason: "send-anyway" };
  } });
  assert.deepEqual(await sendIt(setup), {});
  assert.equal(setup.seen.checks.length, 1);
});

test("a name that could hold more than a name is", async () => {
  const setup = setUp({ decision: () => {
    setup.window.window = { ...details, to: ["\"\"J\", x@army.ml, \"S\"\" <j@us.af.ml>", "B <b@x.org>"] };
    return { action: "send", reason: "send-anyway" };
  } });
  await sendIt(setup);
  assert.equal(setup.seen.checks.length, 2);
});

test("meanwhile somebody is added, each time: held and told after some rounds", async () => {
  const setup = setUp({ decision: () => {
    setup.window.window.bcc.push(`n${setup.seen.checks.length}@x.org`);
    return { action: "send", reason: "send-anyway" };
  } });
  assert.deepEqual(await sendIt(setup), { cancel: true });
  assert.equal(setup.seen.checks.length, 5);
  assert.deepEqual(setup.seen.told, [{ reason: "changing" }]);
});

test("asked inside Thunderbird, and meanwhile somebody is added: withdrawn and asked again", async () => {
  const setup = setUp({ decision: () => ({ id: `c${setup.seen.checks.length}`, action: "ask", ...question }) });
  setup.asker.ask = async () => {
    setup.window.window = structuredClone(added);
    return choose("keep");
  };
  assert.deepEqual(await sendIt(setup), {});
  assert.deepEqual([setup.seen.withdrawn, setup.seen.answered], [["c1"], [["c2", choose("keep")]]]);
  await setup.guard.afterSend(tab, { mode: "sendNow" });
  assert.deepEqual(setup.seen.sent, [["c2", undefined]]);
});

for (const rule of ["ask", "send"]) {
  test(`not checked, and meanwhile somebody is added: checked again, with ${rule}`, async () => {
    const setup = setUp({ rule, answer: send, decision: () => {
      setup.window.window = structuredClone(added);
      return new HostFailure("silent");
    } });
    assert.deepEqual(await sendIt(setup), {});
    assert.deepEqual(setup.seen.checks.map(({ recipients }) => recipients.length), [3, 4]);
    assert.equal(setup.seen.asked.length, rule === "ask" ? 2 : 0);
    assert.equal(setup.seen.notified.length, rule === "send" ? 1 : 0);
  });
}

test("a message to nobody, and meanwhile somebody is added: checked", async () => {
  const setup = setUp({ decision: { action: "hold", reason: "go-back" } });
  setup.window.window = { to: ["a@army.ml"] };
  assert.deepEqual(await setup.guard.beforeSend(tab, { to: [] }), { cancel: true });
  assert.deepEqual(setup.seen.checks[0].recipients, [{ field: "to", address: "a@army.ml" }]);
});

test("what cannot be read any more is not what was decided over", async () => {
  const messenger = fakeMessenger();
  const setup = setUp({ messenger, decision: () => {
    delete messenger.messengerUtilities;
    return { action: "send", reason: "send-anyway" };
  } });
  assert.deepEqual(await sendIt(setup), { cancel: true });
  assert.deepEqual(setup.seen.asked, [{ reason: "unexpected", rule: "ask", recipients: [] }]);
});

test("what could not be read, and can by now, is checked", async () => {
  const messenger = fakeMessenger();
  const { messengerUtilities } = messenger;
  delete messenger.messengerUtilities;
  const setup = setUp({ messenger, decision: { action: "hold", reason: "go-back" } });
  setup.asker.ask = async () => ((messenger.messengerUtilities = messengerUtilities), send);
  assert.deepEqual(await sendIt(setup), { cancel: true });
  assert.equal(setup.seen.checks.length, 1);
});

test("never throws: the window cannot be read once more", async () => {
  const setup = setUp({ decision: { action: "send", reason: "send-anyway" } });
  setup.window.getComposeDetails = async () => assert.fail("…");
  assert.deepEqual(await sendIt(setup), { cancel: true });
  assert.deepEqual(setup.seen.told, unexpected);
});

test("a window that is closed when it is to leave is told nothing", async () => {
  const setup = setUp({ decision: { action: "send", reason: "send-anyway" } });
  setup.window.getComposeDetails = async () => (setup.guard.tabRemoved(tab.id), assert.fail("…"));
  assert.deepEqual(await sendIt(setup), { cancel: true });
  assert.deepEqual(setup.seen.told, []);
});

/* With a mailing list, and what it is to become. */
const team = () => [{ name: "Team", members: [["Ann", "ann@x.org"], ["", "bob@x.org"]] }, { name: "Empty", members: [] }];

test("a list gives way to those who were decided over, however quick that was", async () => {
  const lists = team();
  const setup = setUp({ messenger: fakeMessenger({ lists }), decision: { action: "send", reason: "clean" } });
  assert.deepEqual(await sendIt(setup, { to: ["Team <Team>"], cc: ["c@x.org"] }),
    { details: { to: ["Ann <ann@x.org>", "<bob@x.org>"] } });
  await setup.guard.afterSend(tab, { mode: "sendNow", details: { to: ["Ann <ann@x.org>", "<bob@x.org>"], cc: ["c@x.org"] } });
  assert.deepEqual(setup.seen.sent[0][1].map(({ address }) => address), ["ann@x.org", "bob@x.org", "c@x.org"]);
});

test("meanwhile a list grows: it is checked again", async () => {
  const lists = team();
  const decision = () => (lists[0].members.push(["", "added@army.ml"]), { action: "hold", reason: "go-back" });
  const setup = setUp({ messenger: fakeMessenger({ lists }), decision: () =>
    (setup.seen.checks.length > 1 ? decision() : (decision(), { action: "send", reason: "send-anyway" })) });
  assert.deepEqual(await sendIt(setup, { to: ["Team <Team>"] }), { cancel: true });
  assert.deepEqual(setup.seen.checks.map(({ recipients }) => recipients.length), [2, 3]);
});

for (const [name, written] of [
  ["alone", { to: ["Empty <Empty>"] }],
  ["alone in its field", { to: ["a@x.org"], cc: ["Empty <Empty>"] }],
]) {
  test(`a list of nobody ${name}: held and told, never left to Thunderbird`, async () => {
    const setup = setUp({ messenger: fakeMessenger({ lists: team() }), decision: { action: "send", reason: "clean" } });
    assert.deepEqual(await sendIt(setup, written), { cancel: true });
    assert.deepEqual([setup.seen.told, setup.seen.checks], [[{ reason: "empty-list" }], []]);
  });
}

test("a list with an address that cannot be written: held and told", async () => {
  const lists = [{ name: "Team", members: [["Both", "a@x.org, b@x.org"]] }];
  const setup = setUp({ messenger: fakeMessenger({ lists }), decision: { action: "send", reason: "send-anyway" } });
  assert.deepEqual(await sendIt(setup, { to: ["Team <Team>"] }), { cancel: true });
  assert.deepEqual(setup.seen.told, [{ reason: "cannot-expand" }]);
});

// Whatever breaks: a value comes back, and it lets nothing out by itself.
const broken = {
  "the parser rejects": messenger => (messenger.messengerUtilities.parseMailboxString = async () => assert.fail("…")),
  "the parser throws": messenger => (messenger.messengerUtilities.parseMailboxString = () => assert.fail("…")),
  "the parser gives nothing": messenger => (messenger.messengerUtilities.parseMailboxString = async () => undefined),
  "there is no parser": messenger => delete messenger.messengerUtilities,
  "address books reject": messenger => (messenger.addressBooks.list = async () => assert.fail("…")),
  "lists reject": messenger => (messenger.addressBooks.mailingLists.list = async () => assert.fail("…")),
  "there are no address books": messenger => delete messenger.addressBooks,
};

for (const [name, damage] of Object.entries(broken)) {
  test(`never throws: ${name}`, async () => {
    const messenger = fakeMessenger();
    damage(messenger);
    for (const [answer, result] of [[goBack, { cancel: true }], [send, {}]]) {
      const setup = setUp({ messenger, answer, decision: { action: "send", reason: "clean" } });
      assert.deepEqual(await sendIt(setup), result);
      assert.deepEqual(setup.seen.asked, [{ reason: "unexpected", rule: "ask", recipients: [] }]);
      assert.equal(setup.seen.unchecked, undefined);
    }
  });
}

const unexpected = [{ reason: "unexpected", rule: "hold" }];

test("never throws: the window cannot show that it waits", async () => {
  const setup = setUp({ decision: { action: "send", reason: "clean" } });
  setup.waiting.begin = () => assert.fail("…");
  assert.deepEqual(await sendIt(setup), { cancel: true });
  assert.deepEqual(setup.seen.told, unexpected);
});

// What was checked and flagged is not cleared by whatever breaks after that.
for (const rule of ["ask", "hold", "send"]) {
  test(`never throws, and what was flagged stays, with ${rule}`, async () => {
    const decision = { action: "ask", ...question };
    const setup = setUp({ decision, rule, answer: send });
    setup.asker.ask = () => assert.fail("…");
    assert.deepEqual(await sendIt(setup), { cancel: true });
    assert.deepEqual(setup.seen.told, unexpected);
  });

  test(`what was flagged is asked about, with ${rule}`, async () => {
    const decision = { action: "ask", ...question };
    const setup = setUp({ decision, rule });
    assert.deepEqual(await sendIt(setup), { cancel: true });
    assert.equal(setup.seen.asked.length, 1);
    assert.equal(setup.seen.unchecked, undefined);
  });
}

test("never throws: nobody knows what is to happen to what could not be checked", async () => {
  const setup = setUp({ decision: new HostFailure("missing"), answer: send });
  setup.unavailable.ruleFor = () => Promise.reject(new Error("…"));
  assert.deepEqual(await sendIt(setup), { cancel: true });
  assert.deepEqual([setup.seen.asked, setup.seen.told], [[], unexpected]);
});

for (const rule of ["hold", "blocked", "constructor", undefined]) {
  test(`not checked, and held: ${rule}`, async () => {
    const setup = setUp({ decision: new HostFailure("missing"), answer: send, rule: rule ?? null });
    assert.deepEqual(await sendIt(setup), { cancel: true });
    assert.deepEqual(setup.seen.asked, []);
    assert.deepEqual(setup.seen.told.map(({ reason, recipients }) => [reason, recipients.length]), [["missing", 3]]);
    assert.deepEqual(setup.seen.unchecked, ["j@us.af.ml", "b@x.org", "c@x.org"]);
  });
}

test("not checked, and sent: a notification says so", async () => {
  const setup = setUp({ decision: new HostFailure("silent"), rule: "send" });
  assert.deepEqual(await sendIt(setup), {});
  assert.deepEqual([setup.seen.asked, setup.seen.told], [[], []]);
  assert.deepEqual(setup.seen.notified, [{ title: "uncheckedTitle", messages: ["whySilent", "sentUnchecked"] }]);
  setup.asker.notify = () => Promise.reject(new Error("…"));
  assert.deepEqual(await sendIt(setup), {});
});

for (const [name, value] of Object.entries({
  "no tab": [undefined, details],
  "no details": [tab, undefined],
  "details that are none": [tab, { to: 7 }],
  "nothing at all": [],
})) {
  test(`never throws: ${name}`, async () => {
    const setup = setUp({ decision: { action: "send", reason: "clean" } });
    assert.deepEqual(await setup.guard.beforeSend(...value), { cancel: true });
  });
}

for (const decision of [undefined, { action: "constructor" }, {}]) {
  test(`never cleared by ${JSON.stringify(decision)}`, async () => {
    assert.deepEqual(await sendIt(setUp({ decision })), { cancel: true });
  });
}

test("never throws: the page cannot be shown either", async () => {
  const setup = setUp({ decision: new HostFailure("missing"), answer: new Error("…") });
  assert.deepEqual(await sendIt(setup), { cancel: true });
});

test("what was sent is told with what was approved", async () => {
  const setup = setUp({ decision: { action: "send", reason: "clean" } });
  await sendIt(setup);
  await setup.guard.afterSend(tab, { mode: "sendNow", details: { to: ["B <b@x.org>"] } });
  assert.deepEqual(setup.seen.sent, [["c1", [{ field: "to", address: "b@x.org", name: "B" }]]]);
  await setup.guard.afterSend(tab, { mode: "sendNow", details: { to: ["B <b@x.org>"] } });
  assert.equal(setup.seen.sent.length, 1);
});

test("a Thunderbird that does not say what was sent", async () => {
  const setup = setUp({ decision: { action: "correct", reason: "corrected", corrections: [fix], removals: [] } });
  await sendIt(setup);
  await setup.guard.afterSend(tab, { mode: "sendNow" });
  assert.deepEqual(setup.seen.sent, [["c1", undefined]]);
});

test("nothing is told of what was not sent, or held", async () => {
  const setup = setUp({ decision: { action: "send", reason: "clean" } });
  await sendIt(setup);
  await setup.guard.afterSend(tab, { mode: "sendNow", error: "…" });
  const held = setUp({ decision: { action: "hold", reason: "go-back" } });
  await sendIt(held);
  await held.guard.afterSend(tab, { mode: "sendNow" });
  assert.deepEqual([...setup.seen.sent, ...held.seen.sent], []);
});
