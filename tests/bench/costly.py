# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trust lists, contacts and recipients that are as bad as the limits let them be.

Each case makes one look-up of the core find as much as possible. The recipients
are all different, and each is as bad as the others.
"""

import collections
import itertools
import random

CHECKED = 10_000
ENTRIES = 100_000

Case = collections.namedtuple("Case", "name trusted contacts recipients")

_LETTERS = "abcdefghjkmnopqrstuvwxyz"
_COUNTRIES = "ml cm co om ne et ng nl be de fr uk us ca il it ru jp br mx ch at pl se no fi dk es pt gr".split()
# Letters of which none looks like an ASCII one.
_HAN = [chr(0x4E00 + i) for i in range(20_000)]


def _some(n, items):
    """The first n of what there may be no end of."""
    return list(itertools.islice(items, n))


def _marks(gaps, marks, text):
    """The text with one of `marks` in each of the gaps named, in all ways there are."""
    for chosen in itertools.product(marks, repeat=len(gaps)):
        name = text
        for gap, mark in reversed(list(zip(gaps, chosen))):
            name = name[:gap] + mark + name[gap:]
        yield name


def _letters(places, texts):
    """One of the texts at each place, in all ways there are."""
    for chosen in itertools.product(texts, repeat=places):
        yield "".join(chosen)


def _edits(label):
    """What is one letter away from a label."""
    for i in range(len(label)):
        for letter in _LETTERS:
            if letter != label[i]:
                yield label[:i] + letter + label[i + 1:]
    for i in range(len(label) + 1):
        for letter in _LETTERS:
            yield label[:i] + letter + label[i:]


def _moved(label):
    """What shares a label's rest when each leaves out a letter, and is two letters away."""
    for i, j in itertools.permutations(range(len(label)), 2):
        for letter in _LETTERS:
            rest = label[:i] + label[i + 1:]
            yield rest[:j] + letter + rest[j:]


def _addresses(domains):
    return [f"j{i}@{domain}" for i, domain in enumerate(itertools.islice(itertools.cycle(domains), CHECKED))]


def _long_label(n=60):
    draw = random.Random(n)
    return "".join(draw.choice(_LETTERS) for _ in range(n))


def _near():
    label = _long_label()
    trusted = [f"{edit}.com" for edit in _some(4096, dict.fromkeys(_edits(label)))]
    return trusted, _addresses(f"{edit}.cm" for edit in [label, *_edits(label[::-1])][:1])


def _near_many():
    label = _long_label()
    edits = list(dict.fromkeys(_edits(label)))
    return [f"{edit}.com" for edit in edits[::2]], [f"{edit}.cm" for edit in edits[1::2]]


def _hyphens(ending):
    text = "the-quick-brown-foxes".replace("-", "")
    names = list(_marks(range(1, 18), ["", "-"], text))
    random.Random(1).shuffle(names)
    return [f"{name}.com" for name in names[:65_536]], [f"{name}.{ending}" for name in names[65_536:]]


def _look_alikes(ending, trusted_ending="com"):
    names = list(_letters(11, "il1"))
    random.Random(1).shuffle(names)
    return [f"{name}.{trusted_ending}" for name in names[:ENTRIES]], [f"{name}.{ending}" for name in names[ENTRIES:]]


def _pairs(ending):
    """Names that are filed together and of which most are not taken for each other."""
    names = list(_letters(10, ["d", "cl", "ci"]))
    random.Random(1).shuffle(names)
    return [f"{name}.com" for name in names[:50_000]], [f"{name}.{ending}" for name in names[50_000:]]


def _endings():
    """A label under every ending there may be that is near a country's."""
    return ([f"contoso.{han}l" for han in _HAN] + [f"contoso.m{han}" for han in _HAN]
            + [f"contoso.m{han}l" for han in _HAN]), ["contoso.ml", *(f"host{i}.contoso.ml" for i in range(CHECKED))]


def _second_levels():
    words = _some(65_536, (f"{a}{b}{c}x" for a, b, c in itertools.product(_LETTERS + "0123456789-il", repeat=3)
                           if a != "-"))
    return ([f"contoso.{word}.ck" for word in words],
            [*(f"contoso.{word}y.ck" for word in words[:CHECKED // 2]),
             *(f"contoso.{word}.ml" for word in words[:CHECKED // 2])])


def _governments():
    words = "gov gob go gouv govt gub gv gc mil mod ac edu".split()
    letters = "abcdefghijklmnopqrstuvwxyz"
    endings = [f"{word}.{a}{b}" for word in words for a in letters for b in letters]
    random.Random(1).shuffle(endings)
    return ([f"contoso.{ending}" for ending in endings[:-200]],
            [f"host{i}.contoso.{ending}" for ending in ("ml", "gov.ml", *endings[-200:]) for i in range(50)])


def _wildcards():
    return ([f"*.{han}l" for han in _HAN] + [f"*.m{han}" for han in _HAN] + [f"*.m{han}l" for han in _HAN],
            [f"host{i}.example.ml" for i in range(CHECKED)])


def _sub_domains():
    """A name of as many labels as there may be, and all of it trusted somewhere."""
    trusted = [".".join("a" * n) for n in range(2, 127)]
    trusted += [".".join("a" * n) + f".{ending}" for n in range(1, 124) for ending in ("com", "mil", "gov.uk", "ng")]
    return trusted, [".".join("a" * 120) + f"{i:05d}.a.{ending}" for i in range(2_000) for ending in ("cm", "ml", "ni")]


def _distinct_sub_domains():
    labels = _some(CHECKED + 200, (f"{a}{b}{c}" for a, b, c in itertools.product(_LETTERS, repeat=3)))
    names = [".".join(labels[i:i + 62]) for i in range(CHECKED)]
    return ([f"{name}.com" for name in names] + [f"{name.replace('.', '-', 1)}.net" for name in names]
            + [name for name in names], [f"{name}.cm" for name in names])


def _letters_with_marks(ending):
    """Names that are the same without marks."""
    names = list(_letters(9, "eéèê"))
    random.Random(1).shuffle(names)
    return [f"{name}x.com" for name in names[:ENTRIES]], [f"{name}x.{ending}" for name in names[ENTRIES:]]


def _disguises():
    names = list(_letters(16, "oо"))
    random.Random(1).shuffle(names)
    return [f"{name}.com" for name in names[:50_000]], [f"{name}.ng" for name in names[50_000:]]


def _far_near():
    """Labels that are near, under endings that are not."""
    label = _long_label(40)
    edits = list(dict.fromkeys(_edits(label)))
    return [f"{edit}.{han}{han}" for edit in edits for han in _HAN[:50]], [f"{edit}.ml" for edit in edits]


def _moved_letters():
    label = _long_label(40)
    names = list(dict.fromkeys(_moved(label)))
    return [f"{name}.com" for name in names[:ENTRIES]], [f"{label[:-1]}{letter}.cm" for letter in _LETTERS]


def _exceptions():
    """As many exceptions as are looked at for each recipient, each as bad as that."""
    word = "illilliillilliil"
    trusted, recipients = [], []
    for i in range(1_000):
        label = word[:10] + f"x{i}"
        trusted += [f"{label}.{ending}" for ending in "ma mb mc md me mf mg mh mi mk mm mn mo mp mil".split()]
        recipients.append(f"{label}.ml")
    return trusted, recipients


def _trust_only():
    """One that anchors among many that do not."""
    names = list(_letters(11, "il1"))
    return ([f"{name}.com trust-only" for name in names[:ENTRIES - 1]] + [f"{names[ENTRIES - 1]}.com"],
            [f"{name}.cm" for name in names[ENTRIES:]])


def _multinational():
    """A label under one country's second levels alone, and what is near it."""
    label = "contosoltd"
    words = _some(65_536, ("".join(letters) for letters in itertools.product(_LETTERS, repeat=4)))
    return [f"{label}.{word}.ck" for word in words], [f"{edit}.{word}.cm" for edit in list(_edits(label))[:10]
                                                      for word in words[:1_000]]


def _long_names():
    """As long labels as a list has room for."""
    draw = random.Random(3)
    names = ["".join(draw.choices(_LETTERS, k=60)) for _ in range(ENTRIES)]
    return [f"{name}.com" for name in names], [f"{name[:-1]}q.cm" for name in names[:CHECKED]]


def collide(n, hash_bytes, seed=5):
    """n names that have the same hash where each byte is multiplied in, from the last to the first: FNV-1a."""
    prime, mask = 16777619, 0xFFFFFFFF
    inverse = pow(prime, -1, 2 ** 32)
    draw = random.Random(seed)

    def forward(text, state=2166136261):
        for c in reversed(text):
            state = ((state ^ ord(c)) * prime) & mask
        return state

    def backward(text, state):
        for c in text:
            state = ((state * inverse) & mask) ^ ord(c)
        return state

    tails = {forward(text): text for text in ("".join(draw.choices(_LETTERS, k=6)) + ".com" for _ in range(1 << 20))}
    found = []
    while len(found) < n:
        head = "".join(draw.choices(_LETTERS, k=8))
        tail = tails.get(backward(head, hash_bytes))
        if tail is not None:
            found.append(head + tail)
    return found


def _collisions():
    names = collide(10_000, 0x12345678)
    return names, names


def plain(names):
    """What all of it is held against."""
    return Case("plain", names.trusted(ENTRIES), [], names.foreign(CHECKED))


def cases():
    """Makes one case after the other, since each takes some memory."""
    for name, make in [
        ("4,096 labels one letter from a long one", _near_many),
        ("65,536 hyphen variants, under a near ending", lambda: _hyphens("cm")),
        ("65,536 hyphen variants, under a far ending", lambda: _hyphens("ng")),
        ("100,000 i/l/1 variants, under a near ending", lambda: _look_alikes("cm")),
        ("100,000 i/l/1 variants, under a far ending", lambda: _look_alikes("ng")),
        ("100,000 i/l/1 variants of universities, far", lambda: _look_alikes("ng", "edu")),
        ("100,000 i/l/1 variants of governments, far", lambda: _look_alikes("ng", "gov")),
        ("d/cl/ci variants, near", lambda: _pairs("cm")),
        ("60,000 endings near a country's", _endings),
        ("one label under 65,536 second levels", _second_levels),
        ("one label under 8,000 governments", _governments),
        ("60,000 wildcards near a country's ending", _wildcards),
        ("127 labels, all alike", _sub_domains),
        ("63 labels, all different", _distinct_sub_domains),
        ("é/è/ê variants, near", lambda: _letters_with_marks("cm")),
        ("é/è/ê variants, far", lambda: _letters_with_marks("ng")),
        ("another script's letters", _disguises),
        ("near labels under far endings", _far_near),
        ("labels two letters away", _moved_letters),
        ("sixteen exceptions a recipient", _exceptions),
        ("one anchor among 100,000", _trust_only),
        ("one firm's second levels and what is near", _multinational),
        ("long labels", _long_names),
        ("names with one FNV-1a", _collisions),
    ]:
        trusted, recipients = make()
        addresses = _addresses(recipients)
        yield Case(name, trusted, [], addresses)
        yield Case(f"{name}, as contacts", [], [f"c@{entry.split(' ')[0]}" for entry in trusted
                                                if not entry.startswith("*")], addresses)
