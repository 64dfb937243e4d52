#include "parsers/monitrc/words/keyword.hpp"

#include <array>
#include <cstddef>

#include "parsers/source/ascii.hpp"

namespace pkgmap::monitrc {
namespace {

using K = Keyword;

struct Row {
  Keyword keyword;
  std::string_view spellings;  ///< Separated by single blanks.
};

/// Words that monit 5.33 reserves; see Word::is_reserved.
constexpr Row kReserved[] = {
    // monit(1), GENERAL SYNTAX: "noise keywords".
    {K::noise,
     "activity and are as but capacity does for has in is last of on only option options or per "
     "program programs rate sum than the times to usage use using via was with within "
     "without"},
    // What begins a statement.
    {K::set, "set"},
    {K::if_, "if"},
    {K::start, "start"},
    {K::stop, "stop"},
    {K::restart, "restart restarts"},
    {K::every, "every"},
    {K::mode, "mode"},
    {K::onreboot, "onreboot"},
    {K::alert, "alert"},
    {K::noalert, "noalert"},
    {K::ignore, "ignore"},
    // Inside `if`.
    {K::then, "then"},
    {K::else_, "else"},
    {K::not_, "not"},
    {K::failed, "failed"},
    {K::succeeded, "succeeded passed recovered"},
    {K::changed, "changed"},
    {K::exec, "exec execute"},
    {K::unmonitor, "unmonitor"},
    {K::repeat, "repeat"},
    {K::cycle, "cycle cycles"},
    {K::compare, "> < = >= <= == gt greater more older ge lt less newer le eq equal ne notequal"},
    // What is tested.
    {K::exist, "exist exists"},
    {K::checksum, "checksum"},
    {K::md5, "md5"},
    {K::sha1, "sha1"},
    {K::permission, "permission perm"},
    {K::uid, "uid"},
    {K::euid, "euid"},
    {K::gid, "gid"},
    {K::size, "size"},
    {K::timestamp, "timestamp time atime ctime mtime"},
    {K::content, "content"},
    {K::matching, "match matching"},
    {K::pid, "pid"},
    {K::ppid, "ppid"},
    {K::uptime, "uptime"},
    {K::resource,
     "cpu totalcpu mem memory totalmem totalmemory swap loadavg thread threads child "
     "children"},
    {K::total, "total"},
    {K::disk, "disk"},
    {K::read_write, "read write"},
    {K::filedescriptors, "filedescriptors"},
    {K::ping, "ping ping4 ping6"},
    {K::icmp, "icmp"},
    {K::url, "url"},
    {K::host, "host"},
    {K::port, "port portnumber"},
    {K::unixsocket, "unix unixsocket"},
    {K::space, "space"},
    {K::inode, "inode inodes"},
    {K::fsflags, "fsflag fsflags"},
    {K::link, "link"},
    {K::saturation, "saturation"},
    {K::traffic, "upload uploaded download downloaded"},
    {K::status, "status"},
    {K::security, "security"},
    {K::service_time, "servicetime"},
    {K::protocol, "proto protocol"},
    // Values and units.
    {K::expect, "expect"},
    {K::timeout, "timeout"},
    {K::retry, "retry"},
    {K::count, "count"},
    {K::version, "version"},
    {K::slot, "slot slots"},
    {K::reminder, "reminder"},
    {K::certificate, "certificate"},
    {K::tls_version, "auto sslauto sslv2 sslv3 tlsv1 tlsv11 tlsv12 tlsv13"},
    {K::millisecond, "ms millisecond milliseconds"},
    {K::second, "s second seconds"},
    {K::minute, "m minute minutes"},
    {K::hour, "h hour hours"},
    {K::day, "day days"},
    {K::month, "month months"},
    {K::active, "active"},
    {K::passive, "passive"},
    {K::manual, "manual"},
    {K::nostart, "nostart"},
    {K::laststate, "laststate"},
    {K::byte_unit,
     "b byte bytes b/s byte/s bytes/s kb kilobyte kilobytes kb/s kilobyte/s kilobytes/s mb "
     "megabyte "
     "megabytes mb/s megabyte/s megabytes/s gb gigabyte gigabytes gb/s gigabyte/s gigabytes/s"},
    {K::percent, "percent"},
    {K::packet, "packet packets packet/s packets/s"},
    {K::operation, "operation operations operation/s operations/s"},
    {K::attribute, "attribute attributes"},
    {K::core, "core"},
    {K::free, "free"},
    {K::up, "up"},
    {K::down, "down"},
    // Headers of checks.
    {K::path, "path"},
    {K::pidfile, "pidfile"},
    {K::address, "address"},
    {K::interface, "interface"},
    // `set …`.
    {K::daemon, "daemon"},
    {K::delay, "delay"},
    {K::httpd, "httpd"},
    {K::allow, "allow"},
    {K::read_only, "read-only readonly"},
    {K::password_file, "cleartext crypt"},
    {K::signature, "signature"},
    {K::enable, "enable"},
    {K::disable, "disable"},
    {K::ssl, "ssl tls"},
    {K::pem_file, "pemfile pemchain pemkey"},
    {K::clientpem_file, "clientpemfile"},
    {K::log, "log logfile"},
    {K::syslog, "syslog"},
    {K::facility, "facility"},
    {K::statefile, "statefile"},
    {K::idfile, "idfile"},
    {K::limits, "limits"},
    {K::mailserver, "mailserver"},
    {K::mail_format, "mail-format"},
    {K::eventqueue, "eventqueue"},
    {K::mmonit, "mmonit"},
    {K::init, "init"},
    {K::fips, "fips"},
    {K::terminal, "terminal"},
    {K::expectbuffer, "expectbuffer"},
    {K::network_timeout, "networktimeout"},
    {K::program_timeout, "programtimeout"},
    {K::stop_timeout, "stoptimeout"},
    {K::start_timeout, "starttimeout"},
    {K::restart_timeout, "restarttimeout"},
    // Events of alerts, protocols and their options, TLS.
    {K::reserved,
     "hostname programoutput sendexpectbuffer filecontentbuffer httpcontentbuffer action "
     "bytein byteout connection data instance invalid nonexist packetin packetout resource "
     "speed allowselfcertification apache-status basedir batch cacertificatefile "
     "cacertificatepath certmd5 cipher ciphers clamav cleanuplimit closelimit credentials "
     "database default dns dnslimit dwp echo fail2ban ftp get gps gracefullimit head "
     "hostheader http https imap imaps ipv4 ipv6 keepalivelimit ldap2 ldap3 lmtp loglimit "
     "memcache method mongodb mqtt mysql mysqls nntp ntp3 origin password pgsql pop pops "
     "postfix-policy radius rdate redis register reject replylimit request requestlimit "
     "responsetime rsakey rsync secret selfsigned send sieve sip smtp smtps spamassassin ssh "
     "startlimit target tcp tcpssl tns type udp username valid verify waitlimit websocket "
     "maxforward -sslv2 -sslv3 -tlsv1 -tlsv11 -tlsv12 -tlsv13"},
};

/// Words of later versions, and words with a meaning only next to another word ("depends on").
constexpr Row kOther[] = {
    {K::check, "check"},
    {K::include, "include"},
    {K::depends, "depend depends"},
    {K::group, "group"},
    {K::compare, "=~ nomatch notmatching"},
    {K::sha256, "sha256"},
    {K::hardlink, "hardlink hardlinks"},
    {K::resource, "pagein pageins pageout pageouts"},
    {K::reserved, "nonexists"},
    {K::exec_timeout, "exectimeout"},
};

constexpr std::size_t kSlots = 1024;
constexpr std::size_t kLongestKeyword = 24;

/// FNV-1a hash of the lower-case letters.
constexpr std::size_t slot_of(std::string_view word) {
  std::uint32_t hash = 2166136261U;
  for (const char c : word) hash = (hash ^ static_cast<unsigned char>(lower(c))) * 16777619U;
  return (hash ^ (hash >> 15U)) % kSlots;
}

/// A hash table with open addressing; a slot with an empty spelling is free.
using Index = std::array<Word, kSlots>;

constexpr void add(Index& index, const Row& row, bool is_reserved) {
  std::string_view left = row.spellings;
  while (!left.empty()) {
    const std::string_view word = left.substr(0, left.find(' '));
    left.remove_prefix(word.size() == left.size() ? word.size() : word.size() + 1);
    std::size_t slot = slot_of(word);
    while (!index[slot].spelling.empty()) slot = (slot + 1) % kSlots;
    index[slot] = {word, row.keyword, is_reserved};
  }
}

constexpr Index make_index() {
  Index index{};
  for (const Row& row : kReserved) add(index, row, true);
  for (const Row& row : kOther) add(index, row, false);
  return index;
}

constexpr Index kIndex = make_index();

}  // namespace

Word find_word(std::string_view word) {
  if (word.empty() || word.size() > kLongestKeyword) return {};
  for (std::size_t slot = slot_of(word); !kIndex[slot].spelling.empty();
       slot = (slot + 1) % kSlots) {
    if (equal_without_case(word, kIndex[slot].spelling)) return kIndex[slot];
  }
  return {};
}

}  // namespace pkgmap::monitrc
