#include "engine/monit/action.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "engine/monit/version.hpp"
#include "parsers/source/ascii.hpp"
#include "parsers/status/status.hpp"

namespace pkgmap {
namespace {

constexpr std::size_t kMaxUrl = 511;  // monit answers 400 to a longer one

// So many names in one pattern make up for the bytes around them, and monit compiles and matches a
// pattern of this size in no time.
constexpr std::size_t kNamesInPattern = 16;

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

std::vector<std::string> each_once(const CheckNames& names) {
  std::vector<std::string> once;
  CheckNames seen;
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

bool is_special_in_pattern(char c) {
  constexpr std::string_view special = R"(\^$.[]|()*+?{})";
  return special.find(c) != std::string_view::npos;
}

std::string escaped(std::string_view name) {
  std::string text;
  for (const char c : name) {
    if (is_special_in_pattern(c)) text += '\\';
    text += c;
  }
  return text;
}

// The bytes that monit's parser of bodies takes for something else, and those that no other parser
// on the way should see, are written as %XX. Every byte counts: see body_limit().
std::string form_encode(std::string_view text) {
  constexpr std::string_view meaning = "%&+/=";
  std::string out;
  for (const char c : text) {
    const bool is_control = static_cast<unsigned char>(c) < ' ' || c == 0x7F;
    if (is_control || meaning.find(c) != std::string_view::npos) {
      out += percent_encode({&c, 1});
    } else {
      out += c == ' ' ? '+' : c;
    }
  }
  return out;
}

// How the parameters of `/_doaction` name checks: what stands before the first name of a parameter,
// between two names, and behind the last one.
struct Spelling {
  std::string_view before;
  std::string_view between;
  std::string_view after;
  std::size_t most;
  bool is_pattern;
};

// monit anchors a pattern itself, but in 256 bytes: it cuts a longer one off, which then matches
// other checks, too. It takes a pattern that has anchors as it is.
constexpr Spelling kPatterns{"&service=^(", "|", ")$", kNamesInPattern, true};
constexpr Spelling kLiterals{"&service=", "", "", 1, false};

// Fills requests for `/_doaction` up to the limit.
class Packer {
 public:
  Packer(const ActionTerms& terms, const Spelling& spelling, ActionPlan& plan)
      : terms_(terms), spelling_(spelling), plan_(plan) {}

  // Returns false if a request for this check alone is too long.
  bool add(const std::string& check) {
    const std::string name = form_encode(spelling_.is_pattern ? escaped(check) : check);
    const std::size_t frame = spelling_.before.size() + spelling_.after.size() + name.size();
    const std::size_t end = body_end(terms_).size();
    if (body_start(terms_).size() + frame + end > terms_.body_limit) return false;
    if (in_parameter_ > 0 && in_parameter_ < spelling_.most) {
      const std::size_t more = spelling_.between.size() + name.size() + spelling_.after.size();
      if (open_.body.size() + more + end <= terms_.body_limit) {
        append(spelling_.between, name, check);
        return true;
      }
    }
    close_parameter();
    if (open_.body.size() + frame + end > terms_.body_limit) finish();
    if (open_.checks.empty()) open_ = ActionRequest{kGroupPath, body_start(terms_), {}};
    append(spelling_.before, name, check);
    return true;
  }

  void finish() {
    if (open_.checks.empty()) return;
    close_parameter();
    open_.body += body_end(terms_);
    plan_.requests.push_back(std::move(open_));
    open_ = {};
  }

 private:
  void append(std::string_view before, const std::string& name, const std::string& check) {
    open_.body += before;
    open_.body += name;
    open_.checks.push_back(check);
    ++in_parameter_;
  }

  void close_parameter() {
    if (in_parameter_ > 0) open_.body += spelling_.after;
    in_parameter_ = 0;
  }

  const ActionTerms& terms_;
  const Spelling& spelling_;
  ActionPlan& plan_;
  ActionRequest open_;  // The last parameter lacks Spelling::after.
  std::size_t in_parameter_ = 0;
};

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

std::size_t body_limit(const CheckNames& services) {
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

std::optional<ActionRequest> request_alone(const std::string& check, const ActionTerms& terms) {
  const std::string path = "/" + percent_encode(check);
  if (check.empty() || path.size() > kMaxUrl || is_one_of(kPostPages, check)) return std::nullopt;
  return ActionRequest{path, body_start(terms) + body_end(terms), {check}};
}

ActionPlan plan_action(const CheckNames& checks, const ActionTerms& terms) {
  ActionPlan plan;
  const std::optional<MonitVersion> version = parse_monit_version(terms.version);
  Packer packer(terms, version && version->matches_by_regex() ? kPatterns : kLiterals, plan);
  for (const std::string& check : each_once(checks)) {
    if (version && packer.add(check)) continue;
    if (std::optional<ActionRequest> alone = request_alone(check, terms)) {
      plan.requests.push_back(*std::move(alone));
    } else {
      plan.unsayable.push_back(check);
    }
  }
  packer.finish();
  return plan;
}

}  // namespace pkgmap
