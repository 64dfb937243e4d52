#include "cli/plugins/dnf5/plain_mode.hpp"

#include <unistd.h>

#include <cstddef>
#include <string_view>

#include "cli/plugins/dnf5/members.hpp"
#include "cli/plugins/dnf5/running_dnf.hpp"
#include "engine/system/files/state_directory.hpp"

namespace pkgmap::dnf5 {
namespace {

// Enough for 64,000 packages.
constexpr std::size_t kLongestSpool = 16U << 20U;

Error misused() {
  return {ErrorCode::usage,
          "the actions file of dnf 5 does not belong to this version: install it again"};
}

std::string spool_of(const std::string& pid) {
  return "dnf5-" + pid + ".packages";
}

bool is_pid(const std::string& word) {
  return pid_of({word, {}, {}, {}}) != 0;
}

Json members_in(std::string_view spooled) {
  Json members = Json::array();
  while (!spooled.empty()) {
    const std::size_t end = std::min(spooled.find('\n'), spooled.size());
    if (auto member = Json::parse(spooled.substr(0, end))) members.push(std::move(*member));
    spooled.remove_prefix(std::min(end + 1, spooled.size()));
  }
  return members;
}

// Returns false if dnf 5 is gone.
bool print(const std::string& line) {
  return ::write(STDOUT_FILENO, line.data(), line.size()) == static_cast<ssize_t>(line.size());
}

// dnf 5 does not start a command that names an unset variable, and logs an error. So the variable
// is always set.
bool print_handover(const hook::Handover& handed) {
  const std::string text = handed.session.empty() ? std::string("-") : handed.text();
  return print("tmp." + std::string(kVariable) + "=" + text + "\n");
}

// Reads the stored packages and removes them.
Result<Json> collected(const std::string& spool, const std::string& pid) {
  const auto directory = StateDirectory::open(spool);
  if (!directory) return directory.error();
  const std::string name = spool_of(pid);
  if (!directory->has(name)) return Json::array();
  const auto text = directory->read(name, kLongestSpool);
  if (const auto removed = directory->remove(name); !removed) return removed.error();
  if (!text) return text.error();
  return members_in(*text);
}

}  // namespace

Done begin_in_plain(const std::vector<std::string>& words, const std::string& spool) {
  if (words.size() != 1 || !is_pid(words[0])) return misused();
  const auto directory = StateDirectory::open(spool);
  return directory ? directory->remove(spool_of(words[0])) : directory.error();
}

Done add_package_in_plain(const std::vector<std::string>& words, const std::string& spool) {
  const auto& names = attributes();
  if (words.size() != names.size() + 1 || !is_pid(words[0])) return misused();
  Json member = Json::object();
  for (std::size_t i = 0; i < names.size(); ++i) member.set(names[i], words[i + 1]);
  const auto directory = StateDirectory::open(spool);
  if (!directory) return directory.error();
  return directory->append(spool_of(words[0]), member.dump(-1), kLongestSpool);
}

Done before_in_plain(const std::vector<std::string>& words, const std::string& spool,
                     const Hook& hook) {
  if (words.size() != 4 || !is_pid(words[0])) return misused();
  const RunningDnf found{words[0], words[1], words[2], words[3]};
  const auto members = collected(spool, found.pid);
  if (!members) {
    print_handover({});
    return members.error();
  }
  PackageCache cache(found.cache);
  const Json transaction =
      changes_this_system(found) ? transaction_of(*members, pid_of(found), cache) : Json::object();
  if (hook.before(transaction, print_handover)) {
    // Versions before 5.2.11 do not know this line.
    print("stop=" + std::string(kStopped) + "\n");
    Hook::complain_that_it_goes_on();
  }
  return done();
}

void after_in_plain(const std::vector<std::string>& words, const Hook& hook) {
  const auto handed = words.size() == 1 ? hook::Handover::read(words[0]) : std::nullopt;
  if (!handed) return;
  print_handover({});
  hook.after(*handed);
}

}  // namespace pkgmap::dnf5
