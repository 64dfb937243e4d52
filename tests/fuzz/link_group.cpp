#include "parsers/alternatives/link_group.hpp"

#include <stdexcept>

#include "parsers/alternatives/offers.hpp"
#include "rules/predict/next_choice.hpp"
#include "tests/fuzz/debian.hpp"

namespace pkgmap::fuzz {

void link_group(std::string_view text) {
  const auto promise = [](bool is_kept, const char* what) {
    if (!is_kept) throw std::logic_error(what);
  };
  for (const alternatives::Offer& offer : alternatives::offers_in(text)) {
    promise(offer.link.starts_with('/') && offer.path.starts_with('/'), "an offer without a path");
    promise(!offer.leader.empty() && text.find(offer.path) != text.npos, "an offer from elsewhere");
  }
  const auto group = alternatives::read_link_group("editor", text);
  if (!group) return;
  promise(!group->candidates.empty(), "a group without a candidate");
  std::size_t bytes = 0;
  for (const alternatives::Link& link : group->links) {
    promise(!link.name.empty() && link.path.starts_with('/'), "a link without a path");
    bytes += link.path.size();
  }
  for (const alternatives::Candidate& candidate : group->candidates) {
    promise(candidate.paths.size() == group->links.size(), "a candidate with other links");
    promise(candidate.paths.front().starts_with('/'), "a candidate without a file");
    for (const std::string& path : candidate.paths) bytes += path.size();
  }
  promise(bytes <= text.size(), "more paths than the text has");
  const std::vector<bool> there(group->candidates.size(), true);
  for (const auto tool : {rules::AlternativesTool::dpkg, rules::AlternativesTool::chkconfig}) {
    const auto next = rules::next_choice(*group, 0, there, tool).candidate;
    promise(next.has_value() == (there.size() > 1), "no next choice");
    promise(!next || (*next > 0 && *next < there.size()), "a choice that is not there");
  }
}

}  // namespace pkgmap::fuzz
