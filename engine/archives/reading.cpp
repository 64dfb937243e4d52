#include "engine/archives/reading.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/archives/layers.hpp"
#include "engine/archives/tar_reader.hpp"

namespace pkgmap::archives {
namespace {

using image::ContentRecord;
using image::Entry;
using image::EntryRecord;
using image::Place;

/// Sends the entries of one archive after the other, with the contents that the request wants.
class Sender {
 public:
  Sender(const image::ReadRequest& request, const image::TakeRecord& take)
      : request_(request), take_(take) {}

  Done send_all(TarReader& reader, std::uint32_t layer) {
    for (;;) {
      auto next = reader.next();
      if (!next) return next.error();
      if (!*next) return done();
      Entry& entry = **next;
      entry.place.layer = layer;
      if (++count_ > image::kMostEntries) {
        return Error{ErrorCode::failed, "is damaged: it has more than " +
                                            std::to_string(image::kMostEntries) + " entries"};
      }
      if (Done sent = send(reader, entry); !sent) return sent;
    }
  }

 private:
  Done send(TarReader& reader, const Entry& entry) {
    const bool wanted = S_ISREG(entry.mode) && entry.size > 0 && is_wanted(entry);
    if (request_.only_contents && !wanted) return done();
    if (Done taken = take_(EntryRecord{entry}); !taken) return taken;
    return wanted ? send_content(reader, entry) : done();
  }

  bool is_wanted(const Entry& entry) const {
    if (std::binary_search(request_.contents.begin(), request_.contents.end(), entry.place)) {
      return true;
    }
    const std::string path = "/" + member_name(entry.path);
    return std::any_of(request_.below.begin(), request_.below.end(),
                       [&](const std::string& directory) { return path.starts_with(directory); });
  }

  Done send_content(TarReader& reader, const Entry& entry) {
    sent_ += entry.size;
    if (entry.size > request_.most_bytes || sent_ > request_.most_bytes) {
      return Error{ErrorCode::failed, "is too big: more than " +
                                          std::to_string(request_.most_bytes >> 20U) +
                                          " MiB of it would have to be read"};
    }
    for (;;) {
      const auto piece = reader.next_piece();
      if (!piece) return piece.error();
      if (!*piece) return done();
      if (Done sent = send_piece((*piece)->offset, (*piece)->bytes, entry.size); !sent) return sent;
    }
  }

  Done send_piece(std::uint64_t offset, std::string_view bytes, std::uint64_t size) {
    constexpr std::size_t kMostAtOnce = std::size_t{256} << 10U;
    if (offset > size || bytes.size() > size - offset) {
      return Error{ErrorCode::failed, "is damaged: a file is longer than its size"};
    }
    while (!bytes.empty()) {
      const std::string_view some = bytes.substr(0, kMostAtOnce);
      if (Done taken = take_(ContentRecord{offset, std::string(some)}); !taken) return taken;
      bytes.remove_prefix(some.size());
      offset += some.size();
    }
    return done();
  }

  const image::ReadRequest& request_;
  const image::TakeRecord& take_;
  std::size_t count_ = 0;
  std::uint64_t sent_ = 0;
};

Done send_layer(int fd, const std::string& member, std::uint32_t layer, Sender& sender) {
  auto outer = TarReader::of_file(fd);
  if (!outer) return outer.error();
  for (;;) {
    const auto entry = outer->next();
    if (!entry) return entry.error();
    if (!*entry) return Error{ErrorCode::failed, "is damaged: it has no layer " + member};
    if (!S_ISREG((*entry)->mode) || member_name((*entry)->path) != member) continue;
    auto inner = TarReader::of_entry(*outer);
    if (!inner) return inner.error();
    return sender.send_all(*inner, layer);
  }
}

}  // namespace

Done read_archive(int fd, const image::ReadRequest& request, const image::TakeRecord& take) {
  const auto layers = layers_in(fd);
  if (!layers) return layers.error();
  Sender sender(request, take);
  if (!*layers) {
    auto reader = TarReader::of_file(fd);
    if (!reader) return reader.error();
    return sender.send_all(*reader, 0);
  }
  if (Done taken = take(image::LayersRecord{}); !taken) return taken;
  std::uint32_t number = 0;
  for (const std::string& layer : **layers) {
    if (Done sent = send_layer(fd, layer, number++, sender); !sent) return sent;
  }
  return done();
}

}  // namespace pkgmap::archives
