#include "cli/plugins/dnf5/members.hpp"

#include <algorithm>
#include <set>
#include <string_view>

namespace pkgmap::dnf5 {
namespace {

// Reads dnf 5's `action`. Returns an empty string if the package does not come in.
std::string_view incoming_action(const std::string& letter) {
  if (letter == "I") return "install";
  if (letter == "U") return "upgrade";
  if (letter == "D") return "downgrade";
  return letter == "R" ? "reinstall" : std::string_view{};
}

using Names = std::set<std::string>;

Names incoming_names(const Json& members) {
  Names names;
  for (const Json& member : members.items()) {
    if (!incoming_action(member["action"].string_or("")).empty()) {
      names.insert(member["name"].string_or(""));
    }
  }
  return names;
}

// A replaced package is an old version if a package of its name comes in; else it is obsoleted.
std::string_view outgoing_action(const std::string& letter, const std::string& name,
                                 const Names& incoming) {
  if (letter == "E") return "remove";
  if (letter != "O") return {};
  return incoming.contains(name) ? "remove" : "obsolete";
}

}  // namespace

const std::vector<std::string>& attributes() {
  static const std::vector<std::string> kAttributes = {"action",  "name", "epoch",   "version",
                                                       "release", "arch", "repo_id", "location"};
  return kAttributes;
}

Json transaction_of(const Json& members, int pid, PackageCache& cache) {
  const Names incoming = incoming_names(members);
  Json items = Json::array();
  for (const Json& member : members.items()) {
    const std::string letter = member["action"].string_or("");
    const std::string name = member["name"].string_or("");
    const std::string_view in = incoming_action(letter);
    const std::string_view action = in.empty() ? outgoing_action(letter, name, incoming) : in;
    if (action.empty() || name.empty()) continue;
    std::string rpm;
    if (!in.empty()) {
      rpm = cache.find(member["repo_id"].string_or(""), member["location"].string_or(""));
    }
    items.push(Json::object()
                   .set("action", action)
                   .set("name", name)
                   .set("epoch", member["epoch"].string_or("0"))
                   .set("version", member["version"].string_or(""))
                   .set("release", member["release"].string_or(""))
                   .set("arch", member["arch"].string_or(""))
                   .set("rpm", Json::text_or_null(rpm))
                   .set("dbid", Json()));
  }
  return Json::object()
      .set("schema", 1)
      .set("manager", kManager)
      .set("pid", pid)
      .set("items", std::move(items));
}

}  // namespace pkgmap::dnf5
