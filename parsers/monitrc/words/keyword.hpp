// The words of monit's language, each with the role that the grammar gives it.
//
// To add a word of monit, add a row to the tables of keyword.cpp. A pure function.
#pragma once

#include <cstdint>
#include <string_view>

namespace pkgmap::monitrc {

enum class Keyword : std::uint8_t {
  none,      ///< Not a word of the language: monit's STRING.
  noise,     ///< "with", "the", …: monit drops noise wherever it reads words.
  reserved,  ///< A word of the language without an enumerator of its own; the grammar compares its
             ///< text. Says nothing about Word::is_reserved.
  // What begins a statement.
  check,
  set,
  include,
  if_,
  start,
  stop,
  restart,
  depends,
  group,
  every,
  mode,
  onreboot,
  alert,
  noalert,
  ignore,
  // Inside `if`.
  then,
  else_,
  not_,
  failed,
  succeeded,
  changed,
  exec,
  unmonitor,
  repeat,
  cycle,
  compare,
  // What is tested.
  exist,
  checksum,
  md5,
  sha1,
  sha256,
  permission,
  uid,
  euid,
  gid,
  size,
  timestamp,
  hardlink,
  content,
  pid,
  ppid,
  uptime,
  resource,
  total,
  disk,
  read_write,
  filedescriptors,
  ping,
  icmp,
  url,
  host,
  port,
  unixsocket,
  space,
  fsflags,
  link,
  saturation,
  traffic,
  status,
  security,
  service_time,
  protocol,
  // Values.
  expect,
  timeout,
  retry,
  count,
  version,
  slot,
  reminder,
  certificate,
  tls_version,
  millisecond,
  second,
  minute,
  hour,
  day,
  month,
  byte_unit,
  percent,
  packet,
  operation,
  attribute,
  core,
  free,
  up,
  down,
  active,
  passive,
  manual,
  nostart,
  laststate,
  // Headers of checks.
  path,
  pidfile,
  matching,
  address,
  interface,
  inode,
  // `set …`.
  daemon,
  delay,
  httpd,
  allow,
  read_only,
  password_file,
  signature,
  enable,
  disable,
  ssl,
  no_ssl,  ///< "disable ssl": monit drops it as noise.
  pem_file,
  clientpem_file,
  log,
  syslog,
  facility,
  statefile,
  idfile,
  limits,
  mailserver,
  mail_format,
  eventqueue,
  mmonit,
  init,
  fips,
  terminal,
  expectbuffer,
  network_timeout,
  program_timeout,
  stop_timeout,
  start_timeout,
  restart_timeout,
  exec_timeout,
};

/// A row of the tables.
struct Word {
  std::string_view spelling;  ///< Lower case.
  Keyword keyword = Keyword::none;
  /// True if monit 5.33 refuses the unquoted word where it expects a string. False for a word that
  /// has a meaning only next to another word ("service" before "time"), and for a word of a later
  /// version.
  bool is_reserved = false;
};

/// Returns the row of `word`, ignoring ASCII case; a default Word (Keyword::none) if the language
/// does not have the word.
Word find_word(std::string_view word);

}  // namespace pkgmap::monitrc
