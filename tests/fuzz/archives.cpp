#include "tests/fuzz/archives.hpp"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "engine/archives/reading.hpp"
#include "engine/image/archive_protocol.hpp"
#include "engine/image/image_tree.hpp"
#include "engine/system/fd.hpp"
#include "engine/system/io.hpp"
#include "tests/fuzz/promise.hpp"

namespace pkgmap::fuzz {
namespace {

constexpr std::uint64_t kMost = 1U << 20U;

void judge(const image::ImageTree& tree, image::ImageTree::Number node) {
  for (const auto& [name, entry] : tree.entries_of(node)) {
    promise(!name.empty() && name != "." && name != "..", "a name that leads elsewhere");
    promise(name.find('/') == std::string::npos, "a name with a slash");
    const std::uint32_t mode = tree.file(entry).mode;
    promise((mode & S_IFMT) != 0, "a file of no type");
    promise(S_ISDIR(mode) || tree.entries_of(entry).empty(), "entries of what is no directory");
    judge(tree, entry);
  }
}

}  // namespace

void image_archive(std::string_view bytes) {
  const Fd file = unnamed_file(bytes);
  image::ReadRequest request;
  request.below = {"/etc/"};
  request.most_bytes = kMost;
  image::ImageTree tree(false);
  std::uint64_t sent = 0;
  std::string why;
  const Done read =
      archives::read_archive(file.get(), request, [&](const image::Record& record) -> Done {
        if (std::holds_alternative<image::LayersRecord>(record)) tree = image::ImageTree(true);
        if (const auto* piece = std::get_if<image::ContentRecord>(&record)) {
          sent += piece->bytes.size();
        }
        const auto* entry = std::get_if<image::EntryRecord>(&record);
        if (!entry) return done();
        std::string message;
        image::append(record, message);
        promise(image::decode_records(message).has_value(), "an entry that nobody can decode");
        return tree.add(entry->entry);
      });
  promise(read.ok() || !read.error().message.empty(), "a refusal without a reason");
  promise(sent <= kMost, "more contents than allowed");
  judge(tree, image::ImageTree::kTop);
}

void image_records(std::string_view bytes) {
  const auto records = image::decode_records(std::string(bytes));
  if (!records) return;
  std::string again;
  image::ImageTree tree(true);
  for (const image::Record& record : *records) {
    image::append(record, again);
    if (const auto* entry = std::get_if<image::EntryRecord>(&record)) {
      static_cast<void>(tree.add(entry->entry));
    }
  }
  promise(again == bytes, "another message with the same records");
  judge(tree, image::ImageTree::kTop);
}

}  // namespace pkgmap::fuzz
