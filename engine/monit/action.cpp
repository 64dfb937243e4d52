#include "engine/monit/action.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "engine/monit/version.hpp"
#include "parsers/source/ascii.hpp"
#include "parsers/status/status.hpp"

namespace pkgmap {
namespace {

// monit cuts a URL off after 511 bytes.
constexpr std::size_t kMaxUrl = 500;

// Pages of monit itself. monit compares a name with these pages first, ignoring case, and then with
// its checks.
constexpr std::array<std::string_view, 7> kPostPages = {
    "_runtime", "_viewlog", "_status", "_status2", "_summary", "_report", "_doaction"};
constexpr std::array<std::string_view, 4> kGetPages = {"_ping", "_getid", "_about", "favicon.ico"};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& pages, const std::string& name) {
  return std::find(pages.begin(), pages.end(), lower(name)) != pages.end();
}

const char* name_of(MonitClient::Verb verb) {
  return verb == MonitClient::Verb::monitor ? "monitor" : "unmonitor";
}

std::string body_start(const ActionTerms& terms) {
  return std::string("action=") + name_of(terms.verb);
}

std::string body_end(const ActionTerms& terms) {
  return "&securitytoken=" + terms.token;
}

std::vector<std::string> each_once(const std::vector<std::string>& names) {
  std::vector<std::string> once;
  std::vector<std::string> seen;
  seen.reserve(names.size());
  for (const std::string& name : names) seen.push_back(lower(name));
  std::sort(seen.begin(), seen.end());
  std::vector<bool> taken(seen.size(), false);
  for (const std::string& name : names) {
    const auto at = std::lower_bound(seen.begin(), seen.end(), lower(name)) - seen.begin();
    if (taken[static_cast<std::size_t>(at)]) continue;
    taken[static_cast<std::size_t>(at)] = true;
    once.push_back(name);
  }
  return once;
}

// Fills requests for `/_doaction` up to the limit.
class Packer {
 public:
  Packer(const ActionTerms& terms, ActionPlan& plan) : terms_(terms), plan_(plan) {}

  // Returns false if a request for this check alone is too long.
  bool add(const std::string& check) {
    const std::string parameter =
        "&service=" + percent_encode(service_pattern(check, terms_.version));
    const std::string start = body_start(terms_);
    const std::size_t end = body_end(terms_).size();
    if (start.size() + parameter.size() + end > terms_.body_limit) return false;
    if (open_.body.size() + parameter.size() + end > terms_.body_limit) finish();
    if (open_.checks.empty()) open_ = ActionRequest{"/_doaction", start, {}};
    open_.body += parameter;
    open_.checks.push_back(check);
    return true;
  }

  void finish() {
    if (open_.checks.empty()) return;
    open_.body += body_end(terms_);
    plan_.requests.push_back(std::move(open_));
    open_ = {};
  }

 private:
  const ActionTerms& terms_;
  ActionPlan& plan_;
  ActionRequest open_;
};

void add_alone(const std::string& check, const ActionTerms& terms, ActionPlan& plan) {
  const std::string path = "/" + percent_encode(check);
  if (check.empty() || path.size() > kMaxUrl || is_one_of(kPostPages, check)) {
    plan.unsayable.push_back(check);
    return;
  }
  plan.requests.push_back({path, body_start(terms) + body_end(terms), {check}});
}

}  // namespace

std::optional<MonitVersion> parse_monit_version(std::string_view text) {
  MonitVersion version;
  const char* const end = text.data() + text.size();
  const auto major = std::from_chars(text.data(), end, version.major);
  if (major.ec != std::errc() || major.ptr == end || *major.ptr != '.') return std::nullopt;
  const auto minor = std::from_chars(major.ptr + 1, end, version.minor);
  if (minor.ec != std::errc()) return std::nullopt;
  return version;
}

std::string percent_encode(std::string_view text) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
        c == '_' || c == '-') {
      out += c;
    } else {
      out += '%';
      out += hex[byte >> 4U];
      out += hex[byte & 15U];
    }
  }
  return out;
}

std::string service_pattern(const std::string& name, const std::string& version) {
  const std::optional<MonitVersion> parsed = parse_monit_version(version);
  if (!parsed || !parsed->matches_by_regex()) return name;
  constexpr std::string_view special = R"(\^$.[]|()*+?{})";
  std::string pattern;
  for (const char c : name) {
    if (special.find(c) != std::string_view::npos) pattern += '\\';
    pattern += c;
  }
  // monit anchors a pattern at both ends, unless the pattern has '^' or '$' in it.
  const bool anchored = name.find_first_of("^$") == std::string::npos;
  return anchored ? pattern : "^" + pattern + "$";
}

std::size_t body_limit(const std::vector<std::string>& services) {
  std::size_t limit = 256;
  for (const std::string& name : services) limit += name.size() + 9;
  return limit;
}

bool has_page_of_its_own(const std::string& check) {
  // monit decodes the path and then cuts it off at a '?': it would show the page of another check.
  return !check.empty() && check.find('?') == std::string::npos &&
         percent_encode(check).size() < kMaxUrl && !is_one_of(kPostPages, check) &&
         !is_one_of(kGetPages, check);
}

ActionPlan plan_action(const std::vector<std::string>& checks, const ActionTerms& terms) {
  ActionPlan plan;
  Packer packer(terms, plan);
  const bool by_name = !parse_monit_version(terms.version);
  for (const std::string& check : each_once(checks)) {
    if (by_name || !packer.add(check)) add_alone(check, terms, plan);
  }
  packer.finish();
  return plan;
}

}  // namespace pkgmap
