#include "tests/fuzz/audits.hpp"

#include <algorithm>
#include <string>
#include <variant>
#include <vector>

#include "parsers/audit/audit_reader.hpp"
#include "rules/fleet/fleet.hpp"
#include "tests/fuzz/promise.hpp"

namespace pkgmap::fuzz {
namespace {

std::vector<AuditItem> items_in(std::string_view text, std::size_t piece) {
  AuditReader reader([&](char* to, std::size_t room) {
    const std::size_t size = std::min({room, piece, text.size()});
    std::copy_n(text.begin(), size, to);
    text.remove_prefix(size);
    return size;
  });
  std::vector<AuditItem> items;
  while (auto item = reader.next()) items.push_back(std::move(*item));
  return items;
}

// What must not depend on the pieces.
std::string told(const AuditItem& item) {
  if (const auto* const host = std::get_if<AuditedHost>(&item)) {
    return "host " + host->name + " " + std::to_string(host->checks.size()) + " " +
           std::to_string(host->findings.size());
  }
  const JsonFault& fault = std::get<JsonFault>(item);
  return std::to_string(fault.line) + ":" + std::to_string(fault.column) + " " + fault.what;
}

}  // namespace

void audits(std::string_view text) {
  const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
  const auto items = items_in(text, text.size() + 1);
  promise(items.size() <= text.size() + 1, "more answers than bytes");
  rules::Fleet fleet;
  for (const AuditItem& item : items) {
    if (const auto* const host = std::get_if<AuditedHost>(&item)) {
      fleet.add(*host, "a", "b");
      continue;
    }
    const JsonFault& fault = std::get<JsonFault>(item);
    promise(!fault.what.empty(), "a refusal without a reason");
    promise(fault.line >= 1 && fault.line <= lines, "a line beyond the text");
    promise(fault.column >= 1 && fault.column <= text.size() + 1, "a column beyond the text");
  }
  for (const rules::FleetGroup& group : fleet.groups(text.size())) {
    promise(group.share.hosts >= 1 && group.share.hosts <= fleet.hosts().size(),
            "a group of more hosts than there are");
  }
  for (const rules::FleetVersions& package : fleet.differing(text.size())) {
    promise(package.versions.size() > 1, "a package that does not differ");
  }
  const auto again = items_in(text, 1);
  promise(again.size() == items.size(), "other answers in other pieces");
  for (std::size_t i = 0; i < items.size(); ++i) {
    promise(told(items[i]) == told(again[i]), "another answer in other pieces");
  }
}

}  // namespace pkgmap::fuzz
