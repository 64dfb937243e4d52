#include "parsers/source/mask_rules.hpp"

#include <algorithm>
#include <array>

#include "parsers/source/ascii.hpp"
#include "parsers/source/spelling.hpp"

namespace pkgmap::mask {
namespace {

struct Keyword {
  std::string_view word;
  Reach reach;
  std::size_t typos;  ///< A word at most so many edits away counts as the keyword.
  bool in_commands;   ///< Whether the word counts in a command, too.
  bool is_name;       ///< Whether people call checks and units so.
};

// The first row that a word means counts: `passwd` stands before `password`, of which it is a typo.
constexpr auto kKeywords = std::to_array<Keyword>({{"allow", Reach::statement, 1, false, false},
                                                   {"mmonit", Reach::statement, 1, false, false},
                                                   {"passwd", Reach::value, 0, false, true},
                                                   {"password", Reach::value, 2, true, false},
                                                   {"passwort", Reach::value, 0, true, false},
                                                   {"passphrase", Reach::value, 2, true, false},
                                                   {"pass", Reach::value, 0, false, true},
                                                   {"pwd", Reach::value, 0, false, false},
                                                   {"username", Reach::value, 2, false, false},
                                                   {"secret", Reach::value, 1, false, true},
                                                   {"send", Reach::prose, 0, false, true},
                                                   {"token", Reach::value, 0, false, true},
                                                   {"apikey", Reach::value, 0, true, false},
                                                   {"credentials", Reach::prose, 2, false, true},
                                                   {"authorization", Reach::value, 2, false, false},
                                                   {"cookie", Reach::value, 1, false, true},
                                                   {"headers", Reach::headers, 1, false, false},
                                                   {"header", Reach::headers, 0, false, false}});

// What stands before the name of a check, a group, a unit: `check process token`; and `without`
// before the credentials that M/Monit does not get.
constexpr auto kBeforeNames = std::to_array<std::string_view>(
    {"check",      "process",     "file",      "directory", "fifo",    "filesystem", "device",
     "program",    "network",     "system",    "group",     "depends", "depend",     "on",
     "service",    "start",       "stop",      "restart",   "reload",  "status",     "matching",
     "match",      "try-restart", "unmonitor", "monitor",   "uid",     "gid",        "address",
     "mailserver", "without",     "content"});

constexpr auto kCheckTypes =
    std::to_array<std::string_view>({"process", "file", "directory", "fifo", "filesystem", "device",
                                     "host", "program", "network", "system"});

constexpr auto kBeforeCommands =
    std::to_array<std::string_view>({"program", "exec", "path", "start", "stop", "restart"});

// Parts of a name (between '-' and '_') that say that the value is a secret. Many programs take a
// long option for `--password` if it only begins so.
constexpr auto kSecretParts = std::to_array<std::string_view>(
    {"pass",      "password",   "passwd",      "passwort",      "passphrase", "passcode",
     "pwd",       "pw",         "secret",      "secrets",       "token",      "apikey",
     "cookie",    "credential", "credentials", "authorization", "jwt",        "bearer",
     "signature", "accesskey",  "secretkey",   "authkey",       "privatekey", "community",
     "webhook",   "creds",      "passw",       "passwo",        "passwor"});

// Ends of a part that say the same: DBPASS, authToken.
constexpr auto kSecretEnds = std::to_array<std::string_view>(
    {"password", "passwd", "passphrase", "passwort", "pass", "token", "secret", "apikey", "pwd"});

constexpr auto kNoSecrets = std::to_array<std::string_view>(
    {"bypass", "compass", "trespass", "surpass", "oldpwd", "cwd", "firstpass", "onepass"});

// `key` is a secret behind one of these parts: API_KEY, aws_secret_access_key.
constexpr auto kBeforeKey = std::to_array<std::string_view>(
    {"api", "access", "secret", "auth", "account", "signing", "encryption", "shared", "master",
     "app", "storage", "session", "license", "service", "private"});

// The last part of a name whose value is about a secret and is none: --password-file.
constexpr auto kHarmlessEnds = std::to_array<std::string_view>(
    {"file",    "files",    "path",    "dir",    "directory", "url",     "uri",     "host",
     "port",    "user",     "name",    "id",     "length",    "len",     "min",     "max",
     "age",     "ttl",      "timeout", "expiry", "expires",   "policy",  "type",    "mode",
     "enabled", "required", "prompt",  "check",  "agent",     "store",   "manager", "server",
     "count",   "size",     "limit",   "env",    "fd",        "command", "cmd",     "socket",
     "sock",    "method",   "scheme",  "realm",  "domain",    "jar",     "stdin"});

// Ends that are harmless elsewhere: Vault's secret_id; who knows the URL of a webhook can use it.
constexpr auto kSecretPairs =
    std::to_array<std::array<std::string_view, 2>>({{"secret", "id"}, {"webhook", "url"}});

// The first part of an option that is a switch: --ask-pass.
constexpr auto kSwitches = std::to_array<std::string_view>(
    {"no", "ask", "skip", "without", "disable", "enable", "use", "require", "prompt", "ignore",
     "show", "check", "reset", "generate"});

// Names of parameters in a URL that are secrets beside those above.
constexpr auto kSecretParameters = std::to_array<std::string_view>(
    {"key", "sig", "sign", "hmac", "sid", "session", "sessionid", "phpsessid", "otp"});

constexpr auto kSecretPaths = std::to_array<std::string_view>(
    {"hooks.slack.com/services/", "/api/webhooks/", "api.telegram.org/bot"});

bool ends_like(std::string_view word, std::string_view end) {
  return word.size() >= end.size() &&
         equal_without_case(word.substr(word.size() - end.size()), end);
}

/// Whether a keyword begins with the same letter.
bool begins_keyword(std::string_view word) {
  static constexpr auto kFirst = [] {
    std::array<bool, 256> first{};
    for (const Keyword& keyword : kKeywords) {
      first[static_cast<unsigned char>(keyword.word.front())] = true;
    }
    return first;
  }();
  return kFirst[static_cast<unsigned char>(lower(word.front()))];
}

bool means(std::string_view word, const Keyword& keyword) {
  // These comparisons are cheap, and nearly every word of a control file fails one of them.
  if (lower(word.front()) != keyword.word.front()) return false;
  if (word.size() > keyword.word.size() + keyword.typos) return false;
  if (word.size() + keyword.typos < keyword.word.size()) return false;
  if (keyword.typos == 0) return equal_without_case(word, keyword.word);
  const std::size_t typos = edit_distance(word, keyword.word);
  return typos == 0 || (typos <= keyword.typos && edit_distance(word, "monit") != 0);
}

/// Of PASSWORD2, the digit does not count.
bool is_secret_part(std::string_view part) {
  part = part.substr(0, part.find_last_not_of("0123456789") + 1);
  if (is_any_of(part, kSecretParts)) return true;
  return !is_any_of(part, kNoSecrets) &&
         std::any_of(kSecretEnds.begin(), kSecretEnds.end(),
                     [=](std::string_view end) { return ends_like(part, end); });
}

bool is_secret_pair(std::string_view before, std::string_view end) {
  return std::any_of(kSecretPairs.begin(), kSecretPairs.end(), [=](const auto& pair) {
    return equal_without_case(before, pair[0]) && equal_without_case(end, pair[1]);
  });
}

}  // namespace

Reach reach_of(std::string_view word, const Place& place) {
  if (place.is_check_name || !begins_keyword(word)) return Reach::none;
  const auto* const found =
      std::find_if(kKeywords.begin(), kKeywords.end(), [&](const Keyword& keyword) {
        return (keyword.in_commands || !place.in_command) && means(word, keyword);
      });
  if (found == kKeywords.end()) return Reach::none;
  return found->is_name && place.may_be_name ? Reach::none : found->reach;
}

bool may_name_next(std::string_view word) {
  return is_any_of(word, kBeforeNames);
}

bool names_check_next(std::string_view before, std::string_view word) {
  return equal_without_case(before, "check") && is_any_of(word, kCheckTypes);
}

bool is_before_a_command(std::string_view word) {
  return is_any_of(word, kBeforeCommands);
}

bool is_secret_name(std::string_view name) {
  if (name == "PWD") return false;
  // Of spring.datasource.password and token.example.com, the last word counts.
  name.remove_prefix(name.rfind('.') + 1);
  name.remove_prefix(std::min(name.find_first_not_of('-'), name.size()));
  bool is_secret = false;
  std::string_view before;
  std::string_view part;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t end = std::min(name.find_first_of("-_", at), name.size());
    before = part;
    part = name.substr(at, end - at);
    is_secret = is_secret || is_secret_part(part) ||
                (equal_without_case(part, "key") && is_any_of(before, kBeforeKey));
    at = end + 1;
  }
  if (equal_without_case(part, "auth")) return true;
  return is_secret && (!is_any_of(part, kHarmlessEnds) || is_secret_pair(before, part));
}

bool is_switch(std::string_view option, char next) {
  if (next == '-' && ends_like(option, "auth")) return true;
  option.remove_prefix(std::min(option.find_first_not_of('-'), option.size()));
  const std::size_t end = option.find_first_of("-_");
  return end != kNowhere && is_any_of(option.substr(0, end), kSwitches);
}

bool is_secret_parameter(std::string_view name) {
  return is_secret_name(name) || is_any_of(name, kSecretParameters);
}

bool is_no_host(std::string_view behind) {
  constexpr auto kBegins = std::to_array<std::string_view>({"SECLEVEL=", "sha256:", "sha512:"});
  return behind.substr(0, behind.find(':')) == "STRENGTH" ||
         std::any_of(kBegins.begin(), kBegins.end(),
                     [=](std::string_view begin) { return behind.starts_with(begin); });
}

std::size_t secret_path(std::string_view word) {
  if (word.find('/') == kNowhere) return kNowhere;
  for (const std::string_view path : kSecretPaths) {
    const std::size_t at = word.find(path);
    if (at != kNowhere) return at + path.size();
  }
  return kNowhere;
}

}  // namespace pkgmap::mask
