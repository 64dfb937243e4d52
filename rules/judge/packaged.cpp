#include "rules/judge/packaged.hpp"

#include <algorithm>
#include <utility>

#include "rules/judge/way.hpp"

namespace pkgmap::rules {
namespace {

Shipped equal_to(const HeaderWord& word, const FileFacts& facts, bool require_signature) {
  Shipped shipped{Shipping::equal, word.package, word, Refused::no, {}};
  const std::string equal = facts.path + " is as " + word.package + " has it, but ";
  const ContentRecord* record = facts.record ? &*facts.record : nullptr;
  if (!word.bad_signature.empty()) {
    shipped.refusal = equal + word.bad_signature;
  } else if (require_signature && !word.proved) {
    shipped.refusal = equal + word.package + " is not signed by a key that rpm knows";
  } else if (const LinkOnWay* link = link_that_does_not_count(facts.present, record)) {
    shipped.refused = Refused::link;
    shipped.refusal = equal + link->place +
                      " is a link that no package made; 'monit-pkgmap accept " + facts.path +
                      "' accepts it";
    return shipped;
  }
  if (!shipped.refusal.empty()) shipped.refused = Refused::signature;
  return shipped;
}

// Whether `shipped` comes before `than` if both have this content: first a header that counts, then
// a header that a known key has signed.
bool is_better(const Shipped& shipped, const Shipped& than) {
  if (!than.word) return true;
  if (shipped.counts() != than.counts()) return shipped.counts();
  return shipped.word->proved && !than.word->proved;
}

Shipping shipping_otherwise(const FileFacts& facts) {
  const Packaging& packaging = facts.packaging;
  if (!packaging.replaced.empty()) return Shipping::replaced;
  if (packaging.owner.empty()) return Shipping::unowned;
  const bool contradicted =
      std::any_of(packaging.words.begin(), packaging.words.end(), [&](const HeaderWord& word) {
        // A file that was read, but not by the header's algorithm, contradicts no header.
        const bool read = !sum_by(facts.present.digests, word.digest.algorithm).empty();
        return word.binding && (read || facts.present.kind != PresentFile::Kind::content);
      });
  return contradicted ? Shipping::differs : Shipping::silent;
}

}  // namespace

Shipped shipped_by(const FileFacts& facts, bool require_signature) {
  const Packaging& packaging = facts.packaging;
  Shipped shipped;
  if (packaging.replaced.empty()) {
    for (const HeaderWord& word : packaging.words) {
      const std::string sum = sum_by(facts.present.digests, word.digest.algorithm);
      if (sum.empty() || sum != word.digest.value) continue;
      Shipped equal = equal_to(word, facts, require_signature);
      if (is_better(equal, shipped)) shipped = std::move(equal);
    }
  }
  if (shipped.word) return shipped;
  shipped.shipping = shipping_otherwise(facts);
  if (!packaging.words.empty()) shipped.word = packaging.words.front();
  shipped.package = shipped.word ? shipped.word->package : packaging.owner;
  if (!packaging.replaced.empty()) shipped.package = packaging.replaced;
  return shipped;
}

}  // namespace pkgmap::rules
