// The words of monit's language, each with the role that the grammar gives it.
//
// A new word of monit is a word more in the tables of keyword.cpp. Lookup
// ignores ASCII case and costs one hash. Pure.
#pragma once

#include <cstdint>
#include <string_view>

namespace pkgmap::monitrc {

enum class Keyword : std::uint8_t {
  none,      ///< No word of the language: monit's STRING.
  noise,     ///< "with", "the", …: monit drops it wherever it reads words.
  reserved,  ///< A word of the language that this grammar only passes over.
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
  no_ssl,  ///< "disable ssl": noise for monit.
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

struct Word {
  std::string_view spelling;  ///< Lower case.
  Keyword keyword = Keyword::none;
  /// monit 5.33 refuses it unquoted where a string is wanted. Not so: words that only a
  /// neighbour gives a meaning ("service" before "time"), and words of later versions.
  bool is_reserved = false;
};

/// The row of `word`, or one of Keyword::none.
Word find_word(std::string_view word);

}  // namespace pkgmap::monitrc
