// A process that listens where monit would, and writes down what it is told: impostor.py.
//
// Listens from the constructor to the destructor, and ends with the test program in any case.
// Throws if it does not come to listen.
#pragma once

#include <string>
#include <vector>

#include "tests/support/temporary_directory.hpp"

namespace pkgmap::test {

struct ImpostorOptions {
  std::vector<std::string> arguments;  ///< Of impostor.py, behind the record.
  std::string answer{};                ///< The body of every answer; empty: an empty one.
  bool is_called_monit = false;        ///< Its executable is a file of that name.
  bool has_own_network = false;        ///< In a network namespace of its own.
};

class Impostor {
 public:
  explicit Impostor(const ImpostorOptions& options);
  Impostor(const Impostor&) = delete;
  Impostor& operator=(const Impostor&) = delete;
  ~Impostor();

  int pid() const { return pid_; }
  std::string executable() const;
  /// Every byte that came, of all connections.
  std::string told() const { return read_file(directory_.file("record")); }

 private:
  TemporaryDirectory directory_;
  int pid_ = 0;
};

/// A status as monit 5.33 writes it, of one monitored check "web".
std::string status_of_monit(const std::string& id, const std::string& control_file);

}  // namespace pkgmap::test
