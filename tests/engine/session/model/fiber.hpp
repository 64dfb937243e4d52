// The processes of the model: functions that give control back whenever they wait.
//
// All run in one thread. An exception unwinds a fiber that is killed, so its lock of the journal
// ends with it, as the lock of a process does.
#pragma once

#include <ucontext.h>

#include <cstddef>
#include <functional>
#include <memory>

namespace pkgmap::model {

class Fiber {
 public:
  explicit Fiber(std::function<void()> body);
  Fiber(const Fiber&) = delete;
  Fiber& operator=(const Fiber&) = delete;
  /// Kills the fiber if it has not ended.
  ~Fiber();

  /// Called from outside: the fiber runs until it gives control back or ends.
  void go_on();
  /// Called from outside: the fiber ends now.
  void kill();
  bool ended() const { return ended_; }

  /// Called from within: the fiber gives control back.
  void wait();
  /// Called from within: the fiber ends now.
  [[noreturn]] static void die();

 private:
  static void enter(unsigned high, unsigned low);
  void run();
  void leave();

  std::function<void()> body_;
  std::unique_ptr<char[]> stack_;
  ucontext_t inside_{};
  ucontext_t outside_{};
  const void* outside_bottom_ = nullptr;
  std::size_t outside_size_ = 0;
  void* sanitizer_ = nullptr;
  bool doomed_ = false;
  bool ended_ = false;
};

}  // namespace pkgmap::model
