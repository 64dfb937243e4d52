#include <utility>

#include "engine/monit/byte_stream.hpp"
#include "engine/monit/socket_bytes.hpp"
#include "engine/monit/tls_module.hpp"
#include "parsers/source/hex.hpp"

namespace pkgmap {
namespace {

// The module of TLS works on memory. This class moves the bytes between memory and socket, so that
// its own time limits hold and no signal is raised.
class TlsStream : public ByteStream {
 public:
  explicit TlsStream(Fd fd)
      : fd_(std::move(fd)), tls_(tls_functions()), connection_(tls_ ? tls_->open() : nullptr) {}
  TlsStream(const TlsStream&) = delete;
  TlsStream& operator=(const TlsStream&) = delete;
  ~TlsStream() override {
    if (connection_) tls_->close(connection_);
  }

  StreamResult open(Moment until) override {
    if (!connection_) return StreamResult::broken;
    return drive([&] { return tls_->shake_hands(connection_); }, until);
  }

  std::string key() const override { return hex(tls_->peer_key(connection_)); }

  StreamResult write(std::string_view bytes, Moment until) override {
    return drive([&] { return tls_->write(connection_, bytes); }, until);
  }

  StreamResult read(std::string& into, Moment until) override {
    return drive([&] { return tls_->read(connection_, into); }, until);
  }

 private:
  // Repeats a step until it is done, fails, or the other end closes the connection.
  template <class DoStep>
  StreamResult drive(const DoStep& do_step, Moment until) {
    for (;;) {
      const tls::Step step = do_step();
      if (const StreamResult sent = flush(until); sent != StreamResult::ok) return sent;
      if (step == tls::Step::done) return StreamResult::ok;
      if (step == tls::Step::ended) return StreamResult::ended;
      if (step != tls::Step::starved) return StreamResult::broken;
      if (const StreamResult came = fetch(until); came != StreamResult::ok) return came;
    }
  }

  StreamResult flush(Moment until) {
    const std::string bytes = tls_->take(connection_);
    return bytes.empty() ? StreamResult::ok : write_all(fd_.get(), bytes, until);
  }

  StreamResult fetch(Moment until) {
    std::string came;
    const StreamResult result = read_some(fd_.get(), came, until);
    if (result != StreamResult::ok) return result;
    return tls_->receive(connection_, came) ? result : StreamResult::broken;
  }

  Fd fd_;
  const tls::Functions* tls_;
  tls::Connection* connection_;
};

}  // namespace

std::unique_ptr<ByteStream> tls_stream(Fd fd) {
  return std::make_unique<TlsStream>(std::move(fd));
}

}  // namespace pkgmap
