#include "parsers/source/mask_rules.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "parsers/source/ascii.hpp"
#include "parsers/source/spelling.hpp"

namespace pkgmap::mask {
namespace {

using Words = std::span<const std::string_view>;

struct Keyword {
  std::string_view word;
  Reach reach;
  std::size_t typos;  ///< A word at most so many edits away counts as the keyword.
  bool in_commands;   ///< Whether the word counts in a command, too.
};

constexpr auto kKeywords = std::to_array<Keyword>({{"allow", Reach::statement, 1, false},
                                                   {"mmonit", Reach::statement, 1, false},
                                                   {"password", Reach::value, 2, true},
                                                   {"passwd", Reach::value, 0, false},
                                                   {"passwort", Reach::value, 0, true},
                                                   {"passphrase", Reach::value, 2, true},
                                                   {"pass", Reach::value, 0, false},
                                                   {"pwd", Reach::value, 0, false},
                                                   {"username", Reach::value, 2, false},
                                                   {"secret", Reach::value, 1, false},
                                                   {"send", Reach::value, 0, false},
                                                   {"token", Reach::value, 0, false},
                                                   {"apikey", Reach::value, 0, true},
                                                   {"credentials", Reach::value, 2, false},
                                                   {"authorization", Reach::value, 2, false},
                                                   {"cookie", Reach::value, 1, false},
                                                   {"headers", Reach::headers, 1, false},
                                                   {"header", Reach::headers, 0, false}});

// What stands before the name of a check, a group, a unit: `check process token`.
constexpr auto kBeforeNames = std::to_array<std::string_view>(
    {"check",   "process",     "file",      "directory", "fifo",    "filesystem", "device",
     "program", "network",     "system",    "group",     "depends", "depend",     "on",
     "service", "start",       "stop",      "restart",   "reload",  "status",     "matching",
     "match",   "try-restart", "unmonitor", "monitor"});

// Parts of a name (between '-' and '_') that say that the value is a secret.
constexpr auto kSecretParts = std::to_array<std::string_view>(
    {"pass",      "password",   "passwd",      "passwort",      "passphrase", "passcode",
     "pwd",       "pw",         "secret",      "secrets",       "token",      "apikey",
     "cookie",    "credential", "credentials", "authorization", "jwt",        "bearer",
     "signature", "accesskey",  "secretkey",   "authkey",       "community",  "webhook"});

// Ends of a part that say the same: DBPASS, authToken.
constexpr auto kSecretEnds = std::to_array<std::string_view>(
    {"password", "passwd", "passphrase", "passwort", "pass", "token", "secret", "apikey", "pwd"});

constexpr auto kNoSecrets = std::to_array<std::string_view>(
    {"bypass", "compass", "trespass", "surpass", "oldpwd", "cwd", "firstpass", "onepass"});

// `key` is a secret behind one of these parts: API_KEY, aws_secret_access_key.
constexpr auto kBeforeKey = std::to_array<std::string_view>(
    {"api", "access", "secret", "auth", "account", "signing", "encryption", "shared", "master",
     "app", "storage", "session", "license", "service"});

// The last part of a name whose value is about a secret and is none: --password-file.
constexpr auto kHarmlessEnds = std::to_array<std::string_view>(
    {"file",    "files",    "path",    "dir",    "directory", "url",     "uri",     "host",
     "port",    "user",     "name",    "id",     "length",    "len",     "min",     "max",
     "age",     "ttl",      "timeout", "expiry", "expires",   "policy",  "type",    "mode",
     "enabled", "required", "prompt",  "check",  "agent",     "store",   "manager", "server",
     "count",   "size",     "limit",   "env",    "fd",        "command", "cmd",     "socket",
     "sock",    "method",   "scheme",  "realm",  "domain",    "jar",     "stdin"});

// The first part of an option that is a switch: --ask-pass.
constexpr auto kSwitches = std::to_array<std::string_view>(
    {"no", "ask", "skip", "without", "disable", "enable", "use", "require", "prompt", "ignore",
     "show", "check", "reset", "generate"});

// Names of parameters in a URL that are secrets beside those above.
constexpr auto kSecretParameters = std::to_array<std::string_view>(
    {"key", "sig", "sign", "hmac", "sid", "session", "sessionid", "phpsessid", "otp"});

constexpr auto kSecretOptions = std::to_array<SecretOption>({
    {"mysql*", "-p", true, false, ""},      {"mariadb*", "-p", true, false, ""},
    {"curl", "-u", true, true, ":"},        {"curl", "-U", true, true, ":"},
    {"curl", "--user", true, true, ":"},    {"curl", "--proxy-user", true, true, ":"},
    {"curl", "-b", true, true, "="},        {"curl", "-E", true, true, ":"},
    {"curl", "--cert", true, true, ":"},    {"http", "-a", true, true, ":"},
    {"https", "-a", true, true, ":"},       {"xh", "-a", true, true, ":"},
    {"sshpass", "-p", true, true, ""},      {"redis-cli", "-a", true, true, ""},
    {"keydb-cli", "-a", true, true, ""},    {"valkey-cli", "-a", true, true, ""},
    {"mongo*", "-p", true, true, ""},       {"ldap*", "-w", true, true, ""},
    {"smbclient", "-U", true, true, "%"},   {"rpcclient", "-U", true, true, "%"},
    {"net", "-U", true, true, "%"},         {"snmp*", "-c", true, true, ""},
    {"snmp*", "-A", true, true, ""},        {"snmp*", "-X", true, true, ""},
    {"ipmitool", "-P", true, true, ""},     {"mosquitto_*", "-P", true, true, ""},
    {"lftp", "-u", true, true, ","},        {"ncftp*", "-p", true, true, ""},
    {"plink", "-pw", false, true, ""},      {"sqlcmd", "-P", true, true, ""},
    {"swaks", "-ap", false, true, ""},      {"sendemail", "-xp", false, true, ""},
    {"cqlsh", "-p", true, true, ""},        {"rabbitmqadmin", "-p", true, true, ""},
    {"check_mysql*", "-p", true, true, ""}, {"check_pgsql", "-p", true, true, ""},
    {"check_http", "-a", true, true, ":"},  {"check_snmp", "-C", true, true, ""},
    {"check_ldap*", "-P", true, true, ""},
});

constexpr auto kSecretPaths = std::to_array<std::string_view>(
    {"hooks.slack.com/services/", "/api/webhooks/", "api.telegram.org/bot"});

bool is_one_of(std::string_view word, Words words) {
  return std::any_of(words.begin(), words.end(), [=](std::string_view known) {
    return word.size() == known.size() && equal_without_case(word, known);
  });
}

bool ends_like(std::string_view word, std::string_view end) {
  return word.size() >= end.size() &&
         equal_without_case(word.substr(word.size() - end.size()), end);
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
  if (is_one_of(part, kSecretParts)) return true;
  return !is_one_of(part, kNoSecrets) &&
         std::any_of(kSecretEnds.begin(), kSecretEnds.end(),
                     [=](std::string_view end) { return ends_like(part, end); });
}

bool is_program(std::string_view name, std::string_view program) {
  if (lower(program.front()) != name.front()) return false;
  if (!name.ends_with('*')) return equal_without_case(name, program);
  const std::string_view start = name.substr(0, name.size() - 1);
  return program.size() >= start.size() &&
         equal_without_case(program.substr(0, start.size()), start);
}

bool is_cluster(std::string_view word, std::string_view option) {
  return option.size() == 2 && word.size() > 2 && word[1] != '-' && word.back() == option[1] &&
         std::all_of(word.begin() + 1, word.end(),
                     [](char c) { return lower(c) >= 'a' && lower(c) <= 'z'; });
}

}  // namespace

Reach reach_of(std::string_view word, bool in_command) {
  const auto* const found =
      std::find_if(kKeywords.begin(), kKeywords.end(), [=](const Keyword& keyword) {
        return (keyword.in_commands || !in_command) && means(word, keyword);
      });
  return found == kKeywords.end() ? Reach::none : found->reach;
}

bool is_before_a_name(std::string_view word) {
  return is_one_of(word, kBeforeNames);
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
    if (at == 0 && end < name.size() && is_one_of(part, kSwitches)) return false;
    is_secret = is_secret || is_secret_part(part) ||
                (equal_without_case(part, "key") && is_one_of(before, kBeforeKey));
    at = end + 1;
  }
  if (equal_without_case(part, "auth")) return true;
  return is_secret && !is_one_of(part, kHarmlessEnds);
}

bool is_secret_parameter(std::string_view name) {
  return is_secret_name(name) || is_one_of(name, kSecretParameters);
}

bool is_before_a_user(std::string_view word) {
  constexpr auto kOptions =
      std::to_array<std::string_view>({"-u", "-g", "--user", "--group", "--chuid"});
  return is_one_of(word, kOptions);
}

bool has_secret_options(std::string_view program) {
  return std::any_of(kSecretOptions.begin(), kSecretOptions.end(), [=](const SecretOption& option) {
    return is_program(option.program, program);
  });
}

FoundOption secret_option(std::string_view program, std::string_view word) {
  for (const SecretOption& rule : kSecretOptions) {
    if (!is_program(rule.program, program)) continue;
    const bool starts = word.starts_with(rule.option);
    if (starts && rule.attached && word.size() > rule.option.size()) {
      const bool equals = word[rule.option.size()] == '=';
      if (equals || !rule.option.starts_with("--")) {
        return {&rule, rule.option.size() + (equals ? 1 : 0)};
      }
    } else if (rule.separate &&
               (word == rule.option || (!starts && is_cluster(word, rule.option)))) {
      return {&rule, word.size()};
    }
  }
  return {nullptr, 0};
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
