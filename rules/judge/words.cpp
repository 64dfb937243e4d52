#include "rules/judge/words.hpp"

namespace pkgmap::rules {

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
      return "monit would accept " + facts.path + ", which changed outside any package";
  }
}

const char* name_of(Shipping shipping) {
  switch (shipping) {
    case Shipping::unowned:
      return "unowned";
    case Shipping::silent:
      return "silent";
    case Shipping::equal:
      return "equal";
    case Shipping::differs:
      return "differs";
    case Shipping::replaced:
      return "replaced";
  }
  return "unowned";
}

const char* name_of(Standing standing) {
  switch (standing) {
    case Standing::as_baseline:
      return "as-baseline";
    case Standing::unchanged:
      return "unchanged";
    case Standing::good_again:
      return "good-again";
    case Standing::as_packaged:
      return "as-packaged";
    case Standing::accepted:
      return "accepted";
    case Standing::told:
      return "told";
    case Standing::never_there:
      return "never-there";
    case Standing::left_with_package:
      return "left-with-package";
    case Standing::not_looked_at:
      return "not-looked-at";
    case Standing::noted:
      return "noted";
    case Standing::alarmed:
      return "alarmed";
    case Standing::changed:
      return "changed";
    case Standing::moved_link:
      return "moved-link";
    case Standing::unverified:
      return "unverified";
    case Standing::same_sum:
      return "same-sum";
    case Standing::gone:
      return "gone";
    case Standing::unreadable:
      return "unreadable";
    case Standing::too_large:
      return "too-large";
    case Standing::unknown:
      return "unknown";
    case Standing::races:
      return "races";
  }
  return "unknown";
}

}  // namespace pkgmap::rules
