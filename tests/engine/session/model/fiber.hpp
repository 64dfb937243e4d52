// Processes of the model: functions that give control back wherever they wait.
//
// One thread. A fiber that is killed is unwound by an exception, so that what it holds (the lock of
// the journal) goes with it, as it does with a process.
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
  /// Kills it when it has not ended.
  ~Fiber();

  /// Called from outside: goes on with it until it gives control back or ends.
  void go_on();
  /// Called from outside: it ends now.
  void kill();
  bool ended() const { return ended_; }

  /// Called from within: gives control back.
  void wait();
  /// Called from within: it ends now.
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
