#include "rules/judge/words.hpp"

#include <array>

#include "parsers/source/names.hpp"
#include "rules/judge/way.hpp"

namespace pkgmap::rules {
namespace {

constexpr std::array<Named<Shipping>, 5> kShippingNames = {{
    {Shipping::unowned, "unowned"},
    {Shipping::silent, "silent"},
    {Shipping::equal, "equal"},
    {Shipping::differs, "differs"},
    {Shipping::replaced, "replaced"},
}};

constexpr std::array<Named<Standing>, 21> kStandingNames = {{
    {Standing::as_baseline, "as-baseline"},
    {Standing::unchanged, "unchanged"},
    {Standing::good_again, "good-again"},
    {Standing::as_packaged, "as-packaged"},
    {Standing::accepted, "accepted"},
    {Standing::by_scriptlet, "by-scriptlet"},
    {Standing::told, "told"},
    {Standing::never_there, "never-there"},
    {Standing::left_with_package, "left-with-package"},
    {Standing::not_looked_at, "not-looked-at"},
    {Standing::noted, "noted"},
    {Standing::alarmed, "alarmed"},
    {Standing::changed, "changed"},
    {Standing::moved_link, "moved-link"},
    {Standing::unverified, "unverified"},
    {Standing::same_sum, "same-sum"},
    {Standing::gone, "gone"},
    {Standing::unreadable, "unreadable"},
    {Standing::too_large, "too-large"},
    {Standing::unknown, "unknown"},
    {Standing::races, "races"},
}};

}  // namespace

std::string reason_of(const FileFacts& facts, const FileVerdict& verdict, const Shipped& shipped) {
  const bool differs =
      shipped.shipping == Shipping::differs || shipped.shipping == Shipping::replaced;
  switch (verdict.standing) {
    case Standing::moved_link:
    case Standing::unverified:
      return shipped.refusal;
    case Standing::same_sum:
      return facts.path + " holds another content that monit cannot tell from the good one";
    case Standing::gone:
      return facts.path + " is gone";
    case Standing::unreadable:
      return facts.path + " cannot be read, or changes while it is read";
    case Standing::too_large:
      return facts.path + " is too large to be read in time";
    case Standing::unknown:
      return facts.path + " has no known baseline";
    case Standing::races:
      return "something keeps replacing " + facts.path;
    default:
      if (differs) return facts.path + " is not what its package shipped";
      if (verdict.by_transaction) {
        return "monit would accept " + facts.path +
               ", which changed during this transaction, and no package ships its content";
      }
      if (facts.record && changed_in_a_transaction(facts.present, *facts.record)) {
        return "monit would accept " + facts.path +
               ", which changed during a transaction, and no package ships its content";
      }
      return "monit would accept " + facts.path + ", which changed outside any package";
  }
}

const char* name_of(Shipping shipping) {
  return name_in(kShippingNames, shipping);
}

const char* name_of(Standing standing) {
  return name_in(kStandingNames, standing);
}

}  // namespace pkgmap::rules
