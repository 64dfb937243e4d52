#include "tests/engine/session/model/fiber.hpp"

#include <cstdint>
#include <utility>
#include <vector>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/common_interface_defs.h>
#endif

namespace pkgmap::model {
namespace {

constexpr std::size_t kStack = 512U << 10U;

struct Killed {};

std::vector<std::unique_ptr<char[]>>& spare_stacks() {
  static std::vector<std::unique_ptr<char[]>> spare;
  return spare;
}

std::unique_ptr<char[]> take_stack() {
  auto& spare = spare_stacks();
  if (spare.empty()) return std::unique_ptr<char[]>(new char[kStack]);
  auto stack = std::move(spare.back());
  spare.pop_back();
  return stack;
}

#ifdef __SANITIZE_ADDRESS__
void begin_switch(void** keep, const void* bottom, std::size_t size) {
  __sanitizer_start_switch_fiber(keep, bottom, size);
}
void end_switch(void* kept, const void** bottom, std::size_t* size) {
  __sanitizer_finish_switch_fiber(kept, bottom, size);
}
#else
void begin_switch(void** /*keep*/, const void* /*bottom*/, std::size_t /*size*/) {
}
void end_switch(void* /*kept*/, const void** /*bottom*/, std::size_t* /*size*/) {
}
#endif

}  // namespace

Fiber::Fiber(std::function<void()> body) : body_(std::move(body)), stack_(take_stack()) {
  ::getcontext(&inside_);
  inside_.uc_stack.ss_sp = stack_.get();
  inside_.uc_stack.ss_size = kStack;
  inside_.uc_link = nullptr;
  const auto self = reinterpret_cast<std::uintptr_t>(this);
  ::makecontext(&inside_, reinterpret_cast<void (*)()>(&Fiber::enter), 2,
                static_cast<unsigned>(self >> 32U), static_cast<unsigned>(self));
}

Fiber::~Fiber() {
  kill();
  spare_stacks().push_back(std::move(stack_));
}

// makecontext(3) passes only ints, so the pointer comes in two halves.
void Fiber::enter(unsigned high, unsigned low) {
  reinterpret_cast<Fiber*>((static_cast<std::uintptr_t>(high) << 32U) | low)->run();
}

void Fiber::run() {
  end_switch(nullptr, &outside_bottom_, &outside_size_);
  if (!doomed_) {
    try {
      body_();
    } catch (const Killed&) {
    }
  }
  ended_ = true;
  begin_switch(nullptr, outside_bottom_, outside_size_);
  ::swapcontext(&inside_, &outside_);
}

void Fiber::go_on() {
  if (ended_) return;
  void* kept = nullptr;
  begin_switch(&kept, stack_.get(), kStack);
  ::swapcontext(&outside_, &inside_);
  end_switch(kept, nullptr, nullptr);
}

void Fiber::kill() {
  doomed_ = true;
  go_on();
}

void Fiber::leave() {
  begin_switch(&sanitizer_, outside_bottom_, outside_size_);
  ::swapcontext(&inside_, &outside_);
  end_switch(sanitizer_, &outside_bottom_, &outside_size_);
}

void Fiber::wait() {
  leave();
  if (doomed_) die();
}

void Fiber::die() {
  throw Killed{};
}

}  // namespace pkgmap::model
