#include "parsers/monitrc/keyword.hpp"

#include <array>
#include <cstddef>

namespace pkgmap::monitrc {
namespace {

using K = Keyword;

/// Rows with `false`: see Word::is_reserved.
constexpr Word kWords[] = {
    // monit(1), GENERAL SYNTAX: "noise keywords".
    {"activity", K::noise, true}, {"and", K::noise, true}, {"are", K::noise, true},
    {"as", K::noise, true}, {"but", K::noise, true}, {"capacity", K::noise, true},
    {"does", K::noise, true}, {"for", K::noise, true}, {"has", K::noise, true},
    {"in", K::noise, true}, {"is", K::noise, true}, {"last", K::noise, true},
    {"of", K::noise, true}, {"on", K::noise, true}, {"option", K::noise, true},
    {"options", K::noise, true}, {"or", K::noise, true}, {"per", K::noise, true},
    {"program", K::noise, true}, {"programs", K::noise, true}, {"rate", K::noise, true},
    {"sum", K::noise, true}, {"than", K::noise, true}, {"the", K::noise, true},
    {"times", K::noise, true}, {"to", K::noise, true}, {"usage", K::noise, true},
    {"use", K::noise, true}, {"using", K::noise, true}, {"via", K::noise, true},
    {"was", K::noise, true}, {"with", K::noise, true}, {"within", K::noise, true},
    {"without", K::noise, true},
    // What begins a statement.
    {"check", K::check, false}, {"set", K::set, true}, {"include", K::include, false},
    {"if", K::if_, true}, {"start", K::start, true}, {"stop", K::stop, true},
    {"restart", K::restart, true}, {"restarts", K::restart, true},
    {"depend", K::depends, false}, {"depends", K::depends, false}, {"group", K::group, false},
    {"every", K::every, true}, {"mode", K::mode, true}, {"onreboot", K::onreboot, true},
    {"alert", K::alert, true}, {"noalert", K::noalert, true}, {"ignore", K::ignore, true},
    // Inside `if`.
    {"then", K::then, true}, {"else", K::else_, true}, {"not", K::not_, true},
    {"failed", K::failed, true}, {"succeeded", K::succeeded, true},
    {"passed", K::succeeded, true}, {"recovered", K::succeeded, true},
    {"changed", K::changed, true}, {"exec", K::exec, true}, {"execute", K::exec, true},
    {"unmonitor", K::unmonitor, true}, {"repeat", K::repeat, true}, {"cycle", K::cycle, true},
    {"cycles", K::cycle, true},
    {">", K::compare, true}, {"<", K::compare, true}, {"=", K::compare, true},
    {">=", K::compare, true}, {"<=", K::compare, true}, {"==", K::compare, true},
    {"=~", K::compare, false}, {"gt", K::compare, true}, {"greater", K::compare, true},
    {"more", K::compare, true}, {"older", K::compare, true}, {"ge", K::compare, true},
    {"lt", K::compare, true}, {"less", K::compare, true}, {"newer", K::compare, true},
    {"le", K::compare, true}, {"eq", K::compare, true}, {"equal", K::compare, true},
    {"ne", K::compare, true}, {"notequal", K::compare, true},
    {"nomatch", K::compare, false}, {"notmatching", K::compare, false},
    // What is tested.
    {"exist", K::exist, true}, {"exists", K::exist, true}, {"checksum", K::checksum, true},
    {"md5", K::md5, true}, {"sha1", K::sha1, true}, {"sha256", K::sha256, false},
    {"permission", K::permission, true}, {"perm", K::permission, true}, {"uid", K::uid, true},
    {"euid", K::euid, true}, {"gid", K::gid, true}, {"size", K::size, true},
    {"timestamp", K::timestamp, true}, {"time", K::timestamp, true},
    {"atime", K::timestamp, true}, {"ctime", K::timestamp, true},
    {"mtime", K::timestamp, true}, {"access", K::timestamp, false},
    {"change", K::timestamp, false}, {"modification", K::timestamp, false},
    {"modify", K::timestamp, false}, {"hardlink", K::hardlink, false},
    {"hardlinks", K::hardlink, false}, {"content", K::content, true},
    {"match", K::matching, true}, {"matching", K::matching, true}, {"pid", K::pid, true},
    {"ppid", K::ppid, true}, {"uptime", K::uptime, true}, {"cpu", K::resource, true},
    {"totalcpu", K::resource, true}, {"mem", K::resource, true}, {"memory", K::resource, true},
    {"totalmem", K::resource, true}, {"totalmemory", K::resource, true},
    {"swap", K::resource, true}, {"loadavg", K::resource, true}, {"load", K::resource, false},
    {"thread", K::resource, true}, {"threads", K::resource, true},
    {"child", K::resource, true}, {"children", K::resource, true}, {"core", K::reserved, true},
    {"total", K::total, true}, {"disk", K::disk, true}, {"read", K::read_write, true},
    {"write", K::read_write, true}, {"filedescriptors", K::filedescriptors, true},
    {"ping", K::connection, true}, {"ping4", K::connection, true},
    {"ping6", K::connection, true}, {"icmp", K::connection, true}, {"url", K::connection, true},
    {"host", K::host, true}, {"hostname", K::reserved, true}, {"port", K::port, true},
    {"portnumber", K::port, true}, {"unix", K::unixsocket, true},
    {"unixsocket", K::unixsocket, true}, {"space", K::space, true}, {"inode", K::inode, true},
    {"inodes", K::inode, true}, {"free", K::reserved, true}, {"fsflag", K::fsflags, true},
    {"fsflags", K::fsflags, true}, {"link", K::link, true}, {"saturation", K::saturation, true},
    {"upload", K::traffic, true}, {"uploaded", K::traffic, true},
    {"download", K::traffic, true}, {"downloaded", K::traffic, true},
    {"status", K::status, true}, {"security", K::security, true},
    {"attribute", K::reserved, true}, {"attributes", K::reserved, true},
    {"service", K::service_time, false}, {"servicetime", K::service_time, true},
    {"proto", K::protocol, true}, {"protocol", K::protocol, true},
    // Values and units.
    {"expect", K::expect, true}, {"timeout", K::timeout, true},
    {"retry", K::takes_number, true}, {"count", K::takes_number, true},
    {"version", K::takes_number, true}, {"maxforward", K::takes_number, true},
    {"slot", K::takes_number, true}, {"slots", K::takes_number, true},
    {"reminder", K::takes_number, true}, {"ms", K::millisecond, true},
    {"millisecond", K::millisecond, true}, {"milliseconds", K::millisecond, true},
    {"s", K::second, true}, {"second", K::second, true}, {"seconds", K::second, true},
    {"m", K::minute, true}, {"minute", K::minute, true}, {"minutes", K::minute, true},
    {"h", K::hour, true}, {"hour", K::hour, true}, {"hours", K::hour, true},
    {"day", K::day, true}, {"days", K::day, true}, {"month", K::month, true},
    {"months", K::month, false}, {"b", K::reserved, true}, {"byte", K::reserved, true},
    {"bytes", K::reserved, true}, {"kb", K::reserved, true}, {"kilobyte", K::reserved, true},
    {"kilobytes", K::reserved, true}, {"mb", K::reserved, true},
    {"megabyte", K::reserved, true}, {"megabytes", K::reserved, true},
    {"gb", K::reserved, true}, {"gigabyte", K::reserved, true},
    {"gigabytes", K::reserved, true}, {"b/s", K::reserved, true}, {"kb/s", K::reserved, true},
    {"mb/s", K::reserved, true}, {"gb/s", K::reserved, true}, {"percent", K::reserved, true},
    {"packet", K::reserved, true}, {"packets", K::reserved, true},
    {"packets/s", K::reserved, true}, {"operation", K::reserved, true},
    {"operations", K::reserved, true}, {"operation/s", K::reserved, true},
    {"operations/s", K::reserved, true}, {"active", K::active, true},
    {"passive", K::passive, true}, {"manual", K::manual, true}, {"nostart", K::nostart, true},
    {"laststate", K::laststate, true},
    // Headers of checks.
    {"path", K::path, true}, {"pidfile", K::pidfile, true}, {"address", K::address, true},
    {"interface", K::interface, true},
    // `set …`.
    {"daemon", K::daemon, true}, {"delay", K::delay, true}, {"httpd", K::httpd, true},
    {"allow", K::allow, true}, {"read-only", K::read_only, true},
    {"readonly", K::read_only, true}, {"cleartext", K::password_file, true},
    {"crypt", K::password_file, true}, {"signature", K::signature, true},
    {"enable", K::enable, true}, {"disable", K::disable, true}, {"ssl", K::ssl, true},
    {"tls", K::ssl, true}, {"pemfile", K::pem_file, true}, {"pemchain", K::pem_file, true},
    {"pemkey", K::pem_file, true}, {"clientpemfile", K::clientpem_file, true},
    {"log", K::log, true}, {"logfile", K::log, true}, {"syslog", K::syslog, true},
    {"facility", K::facility, true}, {"statefile", K::statefile, true},
    {"idfile", K::idfile, true}, {"limits", K::limits, true},
    {"mailserver", K::mailserver, true}, {"mail-format", K::mail_format, true},
    {"eventqueue", K::eventqueue, true}, {"mmonit", K::mmonit, true}, {"init", K::init, true},
    {"fips", K::fips, true}, {"terminal", K::terminal, true},
    {"expectbuffer", K::expectbuffer, true}, {"networktimeout", K::network_timeout, true},
    {"programtimeout", K::program_timeout, true}, {"stoptimeout", K::stop_timeout, true},
    {"starttimeout", K::start_timeout, true}, {"restarttimeout", K::restart_timeout, true},
    {"exectimeout", K::reserved, false}, {"programoutput", K::reserved, true},
    {"sendexpectbuffer", K::reserved, true}, {"filecontentbuffer", K::reserved, true},
    {"httpcontentbuffer", K::reserved, true},
    // Words of alerts, mail servers, protocols and TLS options.
    {"action", K::reserved, true}, {"bytein", K::reserved, true}, {"byteout", K::reserved, true},
    {"connection", K::reserved, true}, {"data", K::reserved, true},
    {"instance", K::reserved, true}, {"invalid", K::reserved, true},
    {"nonexist", K::reserved, true}, {"packetin", K::reserved, true},
    {"packetout", K::reserved, true}, {"resource", K::reserved, true},
    {"speed", K::reserved, true}, {"allowselfcertification", K::reserved, true},
    {"apache-status", K::reserved, true}, {"auto", K::reserved, true},
    {"basedir", K::reserved, true}, {"batch", K::reserved, true},
    {"cacertificatefile", K::reserved, true}, {"cacertificatepath", K::reserved, true},
    {"certificate", K::reserved, true}, {"certmd5", K::reserved, true},
    {"cipher", K::reserved, true}, {"ciphers", K::reserved, true},
    {"clamav", K::reserved, true}, {"cleanuplimit", K::reserved, true},
    {"closelimit", K::reserved, true}, {"credentials", K::reserved, true},
    {"database", K::reserved, true}, {"default", K::reserved, true}, {"dns", K::reserved, true},
    {"dnslimit", K::reserved, true}, {"down", K::reserved, true}, {"dwp", K::reserved, true},
    {"echo", K::reserved, true}, {"fail2ban", K::reserved, true}, {"ftp", K::reserved, true},
    {"get", K::reserved, true}, {"gps", K::reserved, true},
    {"gracefullimit", K::reserved, true}, {"head", K::reserved, true},
    {"hostheader", K::reserved, true}, {"http", K::reserved, true},
    {"https", K::reserved, true}, {"imap", K::reserved, true}, {"imaps", K::reserved, true},
    {"ipv4", K::reserved, true}, {"ipv6", K::reserved, true},
    {"keepalivelimit", K::reserved, true}, {"ldap2", K::reserved, true},
    {"ldap3", K::reserved, true}, {"lmtp", K::reserved, true}, {"loglimit", K::reserved, true},
    {"memcache", K::reserved, true}, {"method", K::reserved, true},
    {"mongodb", K::reserved, true}, {"mqtt", K::reserved, true}, {"mysql", K::reserved, true},
    {"mysqls", K::reserved, true}, {"nntp", K::reserved, true}, {"ntp3", K::reserved, true},
    {"origin", K::reserved, true}, {"password", K::reserved, true},
    {"pgsql", K::reserved, true}, {"pop", K::reserved, true}, {"pops", K::reserved, true},
    {"postfix-policy", K::reserved, true}, {"radius", K::reserved, true},
    {"rdate", K::reserved, true}, {"redis", K::reserved, true},
    {"register", K::reserved, true}, {"reject", K::reserved, true},
    {"replylimit", K::reserved, true}, {"request", K::reserved, true},
    {"requestlimit", K::reserved, true}, {"responsetime", K::reserved, true},
    {"rsakey", K::reserved, true}, {"rsync", K::reserved, true}, {"secret", K::reserved, true},
    {"selfsigned", K::reserved, true}, {"send", K::reserved, true},
    {"sieve", K::reserved, true}, {"sip", K::reserved, true}, {"smtp", K::reserved, true},
    {"smtps", K::reserved, true}, {"spamassassin", K::reserved, true},
    {"ssh", K::reserved, true}, {"sslauto", K::reserved, true}, {"sslv2", K::reserved, true},
    {"sslv3", K::reserved, true}, {"startlimit", K::reserved, true},
    {"target", K::reserved, true}, {"tcp", K::reserved, true}, {"tcpssl", K::reserved, true},
    {"tlsv1", K::reserved, true}, {"tlsv11", K::reserved, true},
    {"tlsv12", K::reserved, true}, {"tlsv13", K::reserved, true}, {"tns", K::reserved, true},
    {"type", K::reserved, true}, {"udp", K::reserved, true}, {"up", K::reserved, true},
    {"username", K::reserved, true}, {"valid", K::reserved, true},
    {"verify", K::reserved, true}, {"waitlimit", K::reserved, true},
    {"websocket", K::reserved, true},
};

constexpr std::size_t kSlots = 1024;
constexpr std::size_t kLongest = 24;

constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// FNV-1a over the lower-case letters.
constexpr std::size_t slot_of(std::string_view word) {
  std::uint32_t hash = 2166136261U;
  for (const char c : word) hash = (hash ^ static_cast<unsigned char>(lower(c))) * 16777619U;
  return (hash ^ (hash >> 15U)) % kSlots;
}

/// Open addressing; a slot holds the row's number plus one, 0 is free.
constexpr std::array<std::uint16_t, kSlots> make_index() {
  std::array<std::uint16_t, kSlots> index{};
  std::uint16_t row = 0;
  for (const Word& word : kWords) {
    std::size_t slot = slot_of(word.spelling);
    while (index[slot] != 0) slot = (slot + 1) % kSlots;
    index[slot] = ++row;
  }
  return index;
}

constexpr std::array<std::uint16_t, kSlots> kIndex = make_index();

bool same(std::string_view word, std::string_view spelling) {
  if (word.size() != spelling.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (lower(word[i]) != spelling[i]) return false;
  }
  return true;
}

}  // namespace

Word find_word(std::string_view word) {
  if (word.empty() || word.size() > kLongest) return {};
  for (std::size_t slot = slot_of(word); kIndex[slot] != 0; slot = (slot + 1) % kSlots) {
    const Word& row = kWords[kIndex[slot] - 1U];
    if (same(word, row.spelling)) return row;
  }
  return {};
}

}  // namespace pkgmap::monitrc
