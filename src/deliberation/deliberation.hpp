#pragma once

/// Read this first. A debate is a set of entries; its state is their fold.
///
/// Words. A *thesis* is what is debated. A *claim* stands *pro* or *con* a parent (the thesis or
/// another claim) at a *place*; its *stance* is the side. A *judgement* of *impact* (0..4) says how
/// much it bears there; from the judgements comes its *base score*, and from its pros and cons its
/// *strength* (src/weighing). A *question* is put to the vote; a *ballot* holds a person's choice;
/// the *tally* (src/tally) counts. An *entry* is one signed act; a *stamp* is a clerk's word on
/// what came when. A *person* is one key, or several that name each other. docs/entry.md is the
/// law.
///
///   Debate debate(owner_key, outline_of_the_page);
///   debate.add(std::move(entry));   // as src/interchange reads them, in any order
///   debate.settle();
///   debate.status(debate.claim_of(id));
///
/// entry.hpp     what one entry says            ledger.hpp      all of them, and their order
/// rights.hpp    who may do what, where         claim_tree.hpp  where claims stand
/// registers.hpp the last word of each          debate.hpp      the fold, live
/// outline.hpp   what a page declares           limits.hpp      every bound, with its reason
/// members.hpp   whom the sites vouch for
#include "deliberation/debate.hpp"
