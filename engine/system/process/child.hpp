// A child process: its start, the bounded wait for its end, and how to end it. Never uses a shell.
//
// Only here does the program make processes. For one thread. Another thread of this process may run
// meanwhile, except during Child::apart(), whose `work` would find locked what the other thread has
// locked.
#pragma once

#include <signal.h>
#include <sys/types.h>

#include <chrono>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "engine/system/fd.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

/// Makes sure that waitpid(2) works while the object lives. If the caller of this program ignores
/// SIGCHLD, this process inherits that through exec(2), and waitpid(2) would lose the exit status.
/// The constructor sets the default action of SIGCHLD, the destructor restores the earlier action;
/// the object that was made last must go first.
class ReapingChildren {
 public:
  ReapingChildren();
  ReapingChildren(const ReapingChildren&) = delete;
  ReapingChildren& operator=(const ReapingChildren&) = delete;
  ~ReapingChildren();

 private:
  struct sigaction before_ {};
};

/// A program and what it gets: the given descriptors and no other descriptor of this process, its
/// own process group or session, and default signals.
struct ChildProgram {
  std::vector<std::string> argv;  ///< Not empty. argv[0] is its path; PATH is not used.
  int input;                      ///< The descriptor of its standard input; the caller keeps it.
  int output;                     ///< The descriptor of its standard output; the caller keeps it.
  int errors = -1;                ///< The descriptor of its standard error; -1: as `output`.
  std::vector<std::string> environment{};  ///< "NAME=value"; empty: PATH, HOME and LC_ALL=C.
  /// The program gets a session of its own, so that Ctrl-C on the terminal does not reach it.
  /// False: a process group of its own.
  bool own_session = false;
};

/// A child of this process. The caller must fetch the end of the child by has_ended(),
/// ends_before() or await(), and have a ReapingChildren from the start to then. The destructor
/// neither ends the child nor waits.
class Child {
 public:
  using Clock = std::chrono::steady_clock;

  /// Starts the program. Returns as soon as it runs. Fails if the program cannot be executed, and
  /// says why.
  static Result<Child> start(const ChildProgram& program);
  /// Does what start() does, but does not wait until the program runs: the caller does something
  /// else meanwhile, and then calls runs(). Fails if no process can be made.
  static Result<Child> begin(const ChildProgram& program);
  /// Makes a child that calls `become`, which executes a program, and returns only if that fails,
  /// with the reason in errno: see why_not(). `name` names the program in messages. `become` makes
  /// only calls that signal-safety(7) allows. The child reports the reason through the descriptor
  /// `word`: if `become` closes descriptors, it keeps `word` open, or sets `word` to a copy that
  /// exec(2) closes. Fails if no process can be made.
  static Result<Child> make(const std::string& name, const std::function<void(int& word)>& become);

  /// Makes a process that calls `work` and ends when `work` returns. It is no child of this
  /// process, leads no session, has default signals, and keeps every descriptor. Fails if no
  /// process can be made.
  static Done apart(const std::function<void()>& work);

  Child() = default;
  Child(Child&&) = default;
  Child& operator=(Child&&) = default;

  /// Waits until the program of begin() runs. Fails if the program cannot be executed, and says
  /// why; the child has ended then, and its end is fetched. A second call returns the same at once.
  Done runs();

  pid_t pid() const { return pid_; }
  /// Returns the errno of the exec(2) that failed; 0 if the program runs or has run.
  int why_not() const { return why_not_; }

  /// Returns whether the child has ended. Does not wait.
  bool has_ended();
  /// Waits until the child has ended, or `deadline` has passed. Returns whether it has ended.
  bool ends_before(Clock::time_point deadline);
  /// Waits until the child has ended.
  void await();
  /// Kills the child with its process group. Has no effect if the end of the child has been
  /// fetched: another process may have its pid by then.
  void kill() const;

  /// Returns the signal that ended the child; 0 if none did, or if it still runs.
  int signal() const;
  /// Returns the status of exit(3); 0 if a signal ended the child, or if it still runs.
  int exit_status() const;

 private:
  Child(pid_t pid, std::string name) : pid_(pid), name_(std::move(name)) {}
  static Result<Child> forked(const std::string& name,
                              const std::function<void(int& word)>& become);
  void learn_whether_it_runs();

  pid_t pid_ = -1;
  std::string name_;
  Fd word_;  ///< Says why the program is not executed; empty once that is known.
  int status_ = 0;
  int why_not_ = 0;
  bool has_ended_ = false;
};

}  // namespace pkgmap
