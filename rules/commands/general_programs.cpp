#include "rules/commands/general_programs.hpp"

#include <algorithm>
#include <array>

#include "parsers/source/base_name.hpp"

namespace pkgmap::rules {
namespace {

constexpr std::array kInterpreters = std::to_array<std::string_view>(
    {"ash", "awk",     "bash", "beam.smp", "busybox", "csh",  "dash", "erl",   "fish",   "gawk",
     "gjs", "java",    "ksh",  "lua",      "luajit",  "mawk", "mono", "node",  "nodejs", "perl",
     "php", "php-cgi", "pwsh", "pypy",     "python",  "ruby", "sh",   "tclsh", "zsh"});

constexpr std::array kGeneral = std::to_array<std::string_view>({"[",
                                                                 "ash",
                                                                 "awk",
                                                                 "bash",
                                                                 "beam.smp",
                                                                 "busybox",
                                                                 "cat",
                                                                 "catchsegv",
                                                                 "cgexec",
                                                                 "chmod",
                                                                 "chown",
                                                                 "chpst",
                                                                 "chroot",
                                                                 "chrt",
                                                                 "cp",
                                                                 "crictl",
                                                                 "csh",
                                                                 "ctr",
                                                                 "curl",
                                                                 "cut",
                                                                 "daemon",
                                                                 "daemonize",
                                                                 "dash",
                                                                 "date",
                                                                 "dbus-send",
                                                                 "docker",
                                                                 "docker-compose",
                                                                 "dumb-init",
                                                                 "echo",
                                                                 "env",
                                                                 "erl",
                                                                 "expr",
                                                                 "false",
                                                                 "find",
                                                                 "fish",
                                                                 "flock",
                                                                 "fuser",
                                                                 "gawk",
                                                                 "gjs",
                                                                 "grep",
                                                                 "head",
                                                                 "hostname",
                                                                 "id",
                                                                 "ifdown",
                                                                 "ifup",
                                                                 "initctl",
                                                                 "install",
                                                                 "invoke-rc.d",
                                                                 "ionice",
                                                                 "ip",
                                                                 "java",
                                                                 "journalctl",
                                                                 "kill",
                                                                 "killall",
                                                                 "killall5",
                                                                 "ksh",
                                                                 "lua",
                                                                 "luajit",
                                                                 "ln",
                                                                 "logger",
                                                                 "ls",
                                                                 "mail",
                                                                 "mailx",
                                                                 "mawk",
                                                                 "mkdir",
                                                                 "mono",
                                                                 "monit",
                                                                 "mount",
                                                                 "mv",
                                                                 "nc",
                                                                 "ncat",
                                                                 "nerdctl",
                                                                 "nice",
                                                                 "nmcli",
                                                                 "node",
                                                                 "nodejs",
                                                                 "nohup",
                                                                 "nsenter",
                                                                 "numactl",
                                                                 "openrc",
                                                                 "perl",
                                                                 "pgrep",
                                                                 "php",
                                                                 "php-cgi",
                                                                 "pidof",
                                                                 "ping",
                                                                 "pkill",
                                                                 "podman",
                                                                 "podman-compose",
                                                                 "printf",
                                                                 "ps",
                                                                 "pwsh",
                                                                 "pypy",
                                                                 "python",
                                                                 "rc-service",
                                                                 "rcctl",
                                                                 "rm",
                                                                 "rmdir",
                                                                 "rpm",
                                                                 "ruby",
                                                                 "runcon",
                                                                 "runuser",
                                                                 "scl",
                                                                 "sed",
                                                                 "sendmail",
                                                                 "service",
                                                                 "setpriv",
                                                                 "setsid",
                                                                 "setuidgid",
                                                                 "sh",
                                                                 "sleep",
                                                                 "snmptrap",
                                                                 "socat",
                                                                 "softlimit",
                                                                 "ssh",
                                                                 "start-stop-daemon",
                                                                 "stdbuf",
                                                                 "stop",
                                                                 "strace",
                                                                 "su",
                                                                 "sudo",
                                                                 "supervisorctl",
                                                                 "sv",
                                                                 "svc",
                                                                 "sysctl",
                                                                 "systemctl",
                                                                 "systemd",
                                                                 "systemd-cat",
                                                                 "systemd-run",
                                                                 "tail",
                                                                 "taskset",
                                                                 "tclsh",
                                                                 "tee",
                                                                 "telinit",
                                                                 "test",
                                                                 "time",
                                                                 "timeout",
                                                                 "tini",
                                                                 "touch",
                                                                 "true",
                                                                 "umount",
                                                                 "uname",
                                                                 "unlink",
                                                                 "unshare",
                                                                 "wget",
                                                                 "xargs",
                                                                 "yum",
                                                                 "zsh"});

// "python3.11" -> "python", "bash" -> "bash"
std::string_view without_version(std::string_view name) {
  const auto end = name.find_last_not_of("0123456789.-");
  return end == std::string_view::npos ? name : name.substr(0, end + 1);
}

template <std::size_t Size>
bool listed(const std::array<std::string_view, Size>& list, std::string_view path) {
  const std::string_view name = base_name(path);
  const auto is = [&](std::string_view known) {
    return known == name || known == without_version(name);
  };
  return std::any_of(list.begin(), list.end(), is);
}

}  // namespace

std::span<const std::string_view> general_programs() {
  return kGeneral;
}

bool is_general_program(std::string_view path) {
  return listed(kGeneral, path);
}

bool is_interpreter(std::string_view path) {
  return listed(kInterpreters, path);
}

}  // namespace pkgmap::rules
