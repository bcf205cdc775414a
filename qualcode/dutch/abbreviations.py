"""Abbreviations whose dot ends no sentence, or may end one, and words that begin sentences."""

from __future__ import annotations

# What follows these belongs to them: titles, prepositions, "bijv.", "nr.".
ABBREVIATIONS = frozenset(
    "a.d.h.v. a.u.b. aant. adv. afb. afd. afl. alg. art. bac. betr. bijl. bijv. bijz. blz. burg. bv. ca. cf. d.d. d.m.v. d.w.z. dec. "
    "dhr. dipl. dir. dr. dra. drs. ds. e.e.a. e.g. e.v. evt. excl. fam. feb. febr. fig. gebr. gem. gen. h. hfst. hst. i.c. i.e. i.g.v. "
    "i.h.a. i.h.b. i.h.k.v. i.p.v. i.o.m. i.s.m. i.t.t. i.v.m. ibid. id. incl. ing. inl. ir. jan. jhr. jkvr. jr. k.k. kap. kol. lic. "
    "lt. m.a.w. m.b.t. m.b.v. m.i. m.i.v. m.m.v. m.n. m.u.v. max. med. mej. mevr. mgr. min. mr. mrs. ms. mw. n.a.v. n.b. ned. nl. nov. "
    "nr. nrs. o.a. o.b.v. o.g.v. o.l.v. o.m. okt. ong. p. p.p. p/m. pag. par. plm. pp. prof. q.q. r.k. red. ref. resp. s.v. sec. secr. "
    "sept. sr. st. t.a.v. t.b.v. t.g.v. t.h.v. t.n.v. t.o.v. t.w. t/m. tel. toel. v. v.d. vb. vert. vgl. vnl. vs. w.o. weth. z.i. "
    "z.g. zg. zgn.".split()
)
# These may well end a sentence; they do so before a capital letter.
ENDING = frozenset(
    "a.s. e.a. e.d. enz. etc. jl. l.l. m.m. n.v.t. o.i.d. p.j. p.p.p.d. p.u. p.w. u. v.v.e. z.s.m.".split()
)
# With a capital these are names: "Dat zei Jan. Hij komt."
NAMES = frozenset({"jan.", "max."})
# Behind a number these are units, which may end a sentence.
UNITS = frozenset("min. max. sec. gem. p. nl.".split())
# Words that begin sentences and no names, so that a letter with a dot before them is no initial.
STARTERS = frozenset(
    "Aan Al Alle Als Anders Bij Daar Daarna Daarom Dan Dat Deze Die Dit Dus Eh Ehm Eigenlijk En Er Geen Hier Hij Hoe Hun Iedereen Ik In "
    "Is Ja Je Jij Jullie Kijk Maar Meestal Met Misschien Moet Na Naar Nee Niet Niemand Nou Nu Of Oké Om Omdat Ook Op Over Sinds Soms Terwijl "
    "Toen Tot Uit Veel Volgens Voor Waar Waarom Want Wat We Weet Wel Welke Wie Wij Ze Zeker Zij Zijn Zo Zoals".split()
)
