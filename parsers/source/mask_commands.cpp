// The rules of mask_rules.hpp about the words of commands.
#include <algorithm>
#include <array>
#include <cstdint>

#include "parsers/source/ascii.hpp"
#include "parsers/source/mask_rules.hpp"

namespace pkgmap::mask {
namespace {

// Programs with the same options: names with a '|' between them. The daemons of these families have
// options of the same letters that are no secrets: `snmpd -c FILE`.
constexpr std::string_view kSnmpClients =
    "snmpget|snmpgetnext|snmpwalk|snmpbulkget|snmpbulkwalk|snmpset|snmptable|snmpstatus|snmptest|"
    "snmptrap|snmpinform|snmpdelta|snmpdf|snmpnetstat|snmpping|snmpps|snmptop|snmpusm|snmpvacm";
constexpr std::string_view kLdapClients =
    "ldapsearch|ldapmodify|ldapadd|ldapdelete|ldapmodrdn|ldappasswd|ldapwhoami|ldapcompare|"
    "ldapexop|ldapvc";
// Also as `supervisorctl-3`, and behind `python -m`.
constexpr std::string_view kSupervisorctl = "supervisorctl*|supervisor.supervisorctl";

// The names of one row begin with the same two bytes.
constexpr auto kSecretOptions = std::to_array<SecretOption>({
    {"mysql*", "-p", true, false, ""},
    {"mariadb*", "-p", true, false, ""},
    {"curl", "-u", true, true, ":"},
    {"curl", "-U", true, true, ":"},
    {"curl", "--user", true, true, ":"},
    {"curl", "--proxy-user", true, true, ":"},
    {"curl", "-b", true, true, "="},
    {"curl", "-E", true, true, ":"},
    {"curl", "--cert", true, true, ":"},
    {"http", "-a", true, true, ":"},
    {"https", "-a", true, true, ":"},
    {"xh", "-a", true, true, ":"},
    {"sshpass", "-p", true, true, ""},
    {"redis-cli", "-a", true, true, ""},
    {"keydb-cli", "-a", true, true, ""},
    {"valkey-cli", "-a", true, true, ""},
    {"mongo*", "-p", true, true, ""},
    {kLdapClients, "-w", true, true, ""},
    {"smbclient", "-U", true, true, "%"},
    {"rpcclient", "-U", true, true, "%"},
    {"net", "-U", true, true, "%"},
    {kSnmpClients, "-c", true, true, ""},
    {kSnmpClients, "-A", true, true, ""},
    {kSnmpClients, "-X", true, true, ""},
    {"ipmitool", "-P", true, true, ""},
    {"mosquitto_*", "-P", true, true, ""},
    {"lftp", "-u", true, true, ","},
    {"ncftp*", "-p", true, true, ""},
    {"plink", "-pw", false, true, ""},
    {"sqlcmd", "-P", true, true, ""},
    {"swaks", "-ap", false, true, ""},
    {"sendemail", "-xp", false, true, ""},
    {"cqlsh", "-p", true, true, ""},
    {"rabbitmqadmin", "-p", true, true, ""},
    {"check_mysql*", "-p", true, true, ""},
    {"check_pgsql", "-p", true, true, ""},
    {"check_http", "-a", true, true, ":"},
    {"check_snmp", "-C", true, true, ""},
    {"check_ldap*", "-P", true, true, ""},
    {"check_smtp*", "-P", true, true, ""},
    {"check_imap*", "-P", true, true, ""},
    {"ldappasswd", "-a", true, true, ""},
    {"ldappasswd", "-s", true, true, ""},
    {"etcdctl", "--user", true, true, ":"},
    {"zip", "-P", true, true, ""},
    {"unzip", "-P", true, true, ""},
    {"7z|7za|7zr|7zz", "-p", true, false, ""},
    // A command of docker, podman, oc and others; `docker run -p` is about ports.
    {"login", "-p", true, true, ""},
    {"ctr", "-u", true, true, ":"},
    {"ctr", "--user", true, true, ":"},
    {kSupervisorctl, "-p", true, true, ""},
});

/// The rows of kSecretOptions by the first byte of their names: the first row of each byte, and for
/// each row the next one. Nearly every word of a control file has no row.
struct RowsByFirstByte {
  static constexpr std::uint8_t kNone = kSecretOptions.size();
  std::array<std::uint8_t, 256> first{};
  std::array<std::uint8_t, kSecretOptions.size()> next{};
};

constexpr RowsByFirstByte rows_by_first_byte() {
  RowsByFirstByte rows;
  rows.first.fill(RowsByFirstByte::kNone);
  for (std::size_t row = kSecretOptions.size(); row-- > 0;) {
    auto& first = rows.first[static_cast<unsigned char>(kSecretOptions[row].program.front())];
    rows.next[row] = first;
    first = static_cast<std::uint8_t>(row);
  }
  return rows;
}

constexpr RowsByFirstByte kRows = rows_by_first_byte();

bool is_letter(char c) {
  return lower(c) >= 'a' && lower(c) <= 'z';
}

bool is_one_program(std::string_view name, std::string_view program) {
  if (!name.ends_with('*')) return equal_without_case(name, program);
  const std::string_view start = name.substr(0, name.size() - 1);
  return program.size() >= start.size() &&
         equal_without_case(program.substr(0, start.size()), start);
}

bool is_program(std::string_view names, std::string_view program) {
  while (!names.empty()) {
    const std::size_t end = std::min(names.find('|'), names.size());
    if (is_one_program(names.substr(0, end), program)) return true;
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  return false;
}

// Returns where in `-sume:X` the argument of `-u` begins; npos if the option is not there. Behind
// `-H` stands a header.
std::size_t argument_in_cluster(std::string_view word, std::string_view option) {
  if (option.size() != 2 || word.starts_with("-H")) return kNowhere;
  const std::size_t at = word.find(option[1], 1);
  const bool letters =
      at != kNowhere && std::all_of(word.begin() + 1, word.begin() + at, is_letter);
  return letters && at + 1 < word.size() ? at + 1 : kNowhere;
}

bool is_cluster(std::string_view word, std::string_view option) {
  return option.size() == 2 && word.size() > 2 && word[1] != '-' && word.back() == option[1] &&
         std::all_of(word.begin() + 1, word.end(), is_letter);
}

}  // namespace

bool is_before_a_user(std::string_view word) {
  constexpr auto kOptions =
      std::to_array<std::string_view>({"-u", "-g", "--user", "--group", "--chuid"});
  return is_any_of(word, kOptions);
}

bool is_shell(std::string_view program) {
  constexpr auto kShells = std::to_array<std::string_view>(
      {"sh", "ash", "bash", "dash", "ksh", "zsh", "csh", "tcsh", "fish", "su", "runuser"});
  return std::find(kShells.begin(), kShells.end(), program) != kShells.end();
}

bool takes_script(std::string_view word) {
  constexpr std::size_t kLongest = 6;  // -euxlc
  const bool is_option = word.starts_with('-') && word.size() <= kLongest;
  return word == "-c" || (is_option && is_cluster(word, "-c"));
}

bool begins_command(std::string_view before, std::string_view word) {
  constexpr auto kBeforeProgram = std::to_array<std::string_view>({"start", "stop", "restart"});
  if (equal_without_case(word, "exec")) return equal_without_case(before, "then");
  return equal_without_case(word, "program") && is_any_of(before, kBeforeProgram);
}

std::vector<const SecretOption*> secret_options(std::string_view program) {
  std::vector<const SecretOption*> found;
  if (program.size() < 2) return found;
  const auto byte = static_cast<unsigned char>(lower(program.front()));
  for (std::size_t row = kRows.first[byte]; row < kSecretOptions.size(); row = kRows.next[row]) {
    const SecretOption& option = kSecretOptions[row];
    if (option.program[1] != lower(program[1])) continue;
    if (is_program(option.program, program)) found.push_back(&option);
  }
  return found;
}

std::size_t argument_of(const SecretOption& option, std::string_view word) {
  const std::string_view name = option.option;
  const bool starts = word.starts_with(name);
  if (starts && option.attached && word.size() > name.size()) {
    const bool equals = word[name.size()] == '=';
    if (equals || !name.starts_with("--")) return name.size() + (equals ? 1 : 0);
    return kNowhere;
  }
  // Of any other option, the letters of a cluster may be an argument.
  if (!starts && option.attached && !option.pair.empty() && !is_cluster(word, name)) {
    return argument_in_cluster(word, name);
  }
  const bool is_it = word == name || (!starts && is_cluster(word, name));
  return option.separate && is_it ? word.size() : kNowhere;
}

}  // namespace pkgmap::mask
