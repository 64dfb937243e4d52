#include "engine/monit/identify.hpp"

#include <unistd.h>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "engine/monit/control_file_name.hpp"
#include "engine/monit/monit_process.hpp"
#include "engine/monit/socket_peer.hpp"
#include "engine/system/process/proc.hpp"
#include "engine/system/users.hpp"
#include "parsers/arguments/monit_arguments.hpp"
#include "parsers/source/printable.hpp"

namespace pkgmap {
namespace {

using Clock = std::chrono::steady_clock;

constexpr const char* kNothingSent = ": nothing was sent to it, and it is not believed";
constexpr const char* kEndIt =
    "end it, then reload monit: monit opens its port only when it reads its control file";
constexpr const char* kUnknownHint =
    "let monit listen on a unix socket, or with a certificate that its control file names; "
    "'unknown_peer: trust' in the policy believes whoever answers";
constexpr const char* kAskAsRoot = "run this as root, which may look at the process";
constexpr const char* kAskWithPtrace =
    "run this with CAP_SYS_PTRACE, without which root may not look at the process";
constexpr const char* kRefuseHint =
    "'unknown_peer: refuse' in the policy believes no process but monit's own";
constexpr const char* kForwarderHint =
    "end it, then reload monit; if it passes on to monit, 'unknown_peer: trust' in the policy "
    "believes it";

constexpr const char* kMountProc = "'mount -t proc proc /proc' makes one";

PeerAnswer refuse_peer(std::string message, std::string hint) {
  PeerAnswer answer;
  answer.refusal = {ErrorCode::monit, std::move(message) + kNothingSent, std::move(hint)};
  return answer;
}

PeerAnswer answer_in_state(PeerAnswer::Result result) {
  PeerAnswer answer;
  answer.result = result;
  return answer;
}

PeerAnswer known_peer(Peer::KnownBy known_by, std::string doubt) {
  PeerAnswer answer = answer_in_state(PeerAnswer::Result::monit);
  answer.peer.known_by = known_by;
  answer.peer.doubt = std::move(doubt);
  return answer;
}

PeerAnswer known_peer(Peer::KnownBy known_by, const MonitProcess& process, std::string doubt = {}) {
  PeerAnswer answer = known_peer(known_by, std::move(doubt));
  answer.peer.pid = process.pid;
  answer.peer.start_time = process.start_time;
  return answer;
}

class Identifier {
 public:
  explicit Identifier(IdentifyTerms terms) : terms_(std::move(terms)) {}

  PeerAnswer identify(int fd, Clock::time_point until) {
    const SocketPeer peer = peer_of(fd, until);
    PeerAnswer answer = answer_of(peer, until);
    if (!answer.peer.doubt.empty()) answer.peer.todo = todo_about(answer.peer.known_by, peer);
    return answer;
  }

 private:
  static const char* todo_about(Peer::KnownBy known_by, const SocketPeer& peer) {
    if (known_by == Peer::KnownBy::user) return ::geteuid() == 0 ? kAskWithPtrace : kAskAsRoot;
    const bool is_unix = peer.state == SocketPeer::State::found && peer.inode == 0;
    return is_unix ? kRefuseHint : kUnixSocketHint;
  }

  PeerAnswer answer_of(const SocketPeer& peer, Clock::time_point until) {
    switch (peer.state) {
      case SocketPeer::State::hung_up:
        return answer_in_state(PeerAnswer::Result::hung_up);
      case SocketPeer::State::late:
        return answer_in_state(PeerAnswer::Result::late);
      case SocketPeer::State::elsewhere:
        return unknown("who answers on " + terms_.where +
                           " cannot be known, as it is not in this network namespace",
                       kUnknownHint);
      case SocketPeer::State::found:
        break;
    }
    if (!is_trusted_user(peer.uid)) return refuse_user(peer, until);
    if (!has_our_root(::getpid())) {
      return unknown("who answers on " + terms_.where +
                         " cannot be known, as there is no /proc that shows this process",
                     kMountProc);
    }
    return peer.inode == 0 ? listener(peer.pid) : holder(peer, until);
  }

  PeerAnswer refuse_user(const SocketPeer& peer, Clock::time_point until) const {
    const int pid = peer.inode == 0 ? peer.pid : holders_of(peer.inode, until).pid;
    const MonitProcess process = examine_monit(pid);
    const bool is_seen = process.verdict != MonitProcess::Verdict::gone;
    return refuse_impostor(is_seen ? described(process)
                                   : "a process of user " + user_name(peer.uid));
  }

  PeerAnswer refuse_impostor(const std::string& who) const {
    return refuse_peer(who + " answers on " + terms_.where + " in place of monit", kEndIt);
  }

  // For a process of a trusted user that is not shown to be monit.
  PeerAnswer unknown(const std::string& why, const char* hint) const {
    if (terms_.has_certificate) return known_peer(Peer::KnownBy::certificate, why);
    if (terms_.unknown_peer == rules::OnUnknownPeer::trust)
      return known_peer(Peer::KnownBy::policy, why);
    return refuse_peer(why, hint);
  }

  PeerAnswer not_shown(const MonitProcess& process) const {
    const std::string why =
        process.why_other.empty() ? std::string() : ", " + process.why_other + ",";
    return unknown(described(process) + why + " answers on " + terms_.where + " in place of monit",
                   kForwarderHint);
  }

  // Over a unix socket: judges the process that began to listen.
  PeerAnswer listener(int pid) {
    if (pid == 0) {
      return unknown("who answers on " + terms_.where +
                         " cannot be known, as its process is in another namespace",
                     kUnknownHint);
    }
    return judge(examine_monit(pid));
  }

  // Over TCP: judges the process that has the accepted connection open.
  PeerAnswer holder(const SocketPeer& peer, Clock::time_point until) {
    for (const int pid : {last_pid_, pid_of_pidfile()}) {
      if (pid != 0 && holds_socket(pid, peer.inode, until) == Holding::yes) {
        return judge(examine_monit(pid));
      }
    }
    const Holders holders = holders_of(peer.inode, until);
    if (holders.pid != 0) return judge(examine_monit(holders.pid));
    if (holders.is_late) return answer_in_state(PeerAnswer::Result::late);
    const MonitProcess named = examine_monit(pid_of_pidfile());
    if (holders.has_hidden && named.verdict != MonitProcess::Verdict::monit) {
      const bool is_it = named.verdict == MonitProcess::Verdict::hidden;
      return by_user(user_name(peer.uid), is_it ? named : MonitProcess{});
    }
    return unknown("a process of user " + user_name(peer.uid) + " that cannot be seen answers on " +
                       terms_.where + " in place of monit",
                   kForwarderHint);
  }

  PeerAnswer judge(const MonitProcess& process) {
    PeerAnswer answer = verdict_on(process);
    if (answer.result == PeerAnswer::Result::monit) last_pid_ = process.pid;
    return answer;
  }

  PeerAnswer verdict_on(const MonitProcess& process) const {
    if (process.verdict == MonitProcess::Verdict::gone)
      return answer_in_state(PeerAnswer::Result::hung_up);
    // Root accepted the connection, and the process became another user since.
    if (process.of_another_user) return refuse_impostor(described(process));
    if (process.verdict == MonitProcess::Verdict::other) return not_shown(process);
    if (std::string why = why_another_monit(process); !why.empty()) {
      MonitProcess another = process;
      another.why_other = std::move(why);
      return not_shown(another);
    }
    if (process.verdict == MonitProcess::Verdict::hidden) return by_user(process.user, process);
    return known_peer(Peer::KnownBy::process, process);
  }

  PeerAnswer by_user(const std::string& user, const MonitProcess& process) const {
    return known_peer(Peer::KnownBy::user, process,
                      "whoever answers on " + terms_.where + " is known by its user (" + user +
                          ") alone, as its process may not be looked at");
  }

  // Says why a monit of this host is not the monit of our control file. Returns an empty text if it
  // may be.
  std::string why_another_monit(const MonitProcess& process) const {
    const MonitArguments arguments = monit_arguments(command_line(process.pid));
    if (!has_our_control_file(arguments)) {
      return "its control file is " + printable(arguments.control_file);
    }
    const int named = pid_of_pidfile();
    const bool has_own_pidfile = !arguments.pidfile.empty();
    if (has_own_pidfile || named == 0 || named == process.pid) return {};
    const bool is_another = examine_monit(named).verdict == MonitProcess::Verdict::monit &&
                            has_our_control_file(monit_arguments(command_line(named)));
    return is_another ? "the pidfile names another monit, process " + std::to_string(named) : "";
  }

  // A relative name proves no difference, since monit leaves the directory in which it was started.
  bool has_our_control_file(const MonitArguments& arguments) const {
    const std::string& named = arguments.control_file;
    return !named.starts_with('/') || same_control_file(named, terms_.control_file);
  }

  int pid_of_pidfile() const {
    for (const std::string& path : pidfiles_of(terms_.pidfile)) {
      if (const int pid = pid_in_pidfile(path); pid != 0) return pid;
    }
    return 0;
  }

  IdentifyTerms terms_;
  int last_pid_ = 0;  // Of the peer; without a pidfile, saves a search through all of /proc.
};

}  // namespace

IdentifyPeer identify_monit_as(IdentifyTerms terms) {
  const auto identifier = std::make_shared<Identifier>(std::move(terms));
  return [identifier](int fd, Clock::time_point until) { return identifier->identify(fd, until); };
}

}  // namespace pkgmap
