#include "rules/judge/good_content.hpp"

#include "rules/judge/way.hpp"

namespace pkgmap::rules {
namespace {

// The sums of both, if both are sums of one content; else the first.
Digests joined(const Digests& first, const Digests& second) {
  Digests all = first;
  if (compare(first, second) == Alike::same) all.insert(second.begin(), second.end());
  return all;
}

Digests recorded(const FileFacts& facts) {
  return facts.record ? facts.record->digests : Digests{};
}

}  // namespace

Digests present_content(const FileFacts& facts, std::int64_t incarnation) {
  if (facts.present.kind == PresentFile::Kind::content) return facts.present.digests;
  if (facts.present.kind != PresentFile::Kind::too_large) return {};
  Digests known;
  if (facts.record && is_recorded(facts.present, *facts.record)) known = recorded(facts);
  if (!is_known(known) && unchanged_since(facts.present, incarnation)) known = facts.shown.digests;
  return known;
}

Digests good_content(const FileFacts& facts, std::int64_t incarnation) {
  if (facts.alarm && is_known(*facts.alarm)) return joined(*facts.alarm, recorded(facts));
  if (is_known(recorded(facts))) return recorded(facts);
  // A substitute check without a known good content: monit took its baseline from bad content.
  if (facts.alarm) return {};
  if (is_known(facts.shown.digests)) return joined(facts.shown.digests, facts.present.digests);
  const bool hidden = facts.shown.kind == ShownBaseline::Kind::hidden;
  if (hidden && unchanged_since(facts.present, incarnation)) return facts.present.digests;
  return {};
}

bool is_good(const FileFacts& facts, std::int64_t incarnation) {
  return compare(present_content(facts, incarnation), good_content(facts, incarnation)) ==
         Alike::same;
}

}  // namespace pkgmap::rules
