#include "engine/packages/rpm/scan.hpp"

#include "engine/packages/rpm/header_reader.hpp"

namespace pkgmap::rpm {
namespace {

void add_once(std::vector<std::uint32_t>& records, std::uint32_t record) {
  if (records.empty() || records.back() != record) records.push_back(record);
}

std::vector<std::uint32_t> find(
    const std::unordered_map<std::string, std::vector<std::uint32_t>>& records,
    const std::string& key) {
  const auto found = records.find(key);
  return found == records.end() ? std::vector<std::uint32_t>() : found->second;
}

}  // namespace

Result<Scan> Scan::of(RpmConnection& connection) {
  Scan scan;
  const Done visited = connection.visit_all([&](Header header, int) {
    if (!pseudo_package(header)) scan.add(header);
  });
  if (!visited) return visited.error();
  return scan;
}

void Scan::add(Header header) {
  const PackageRecord record = record_of(header);
  for (const std::string& provide : provides_of(header)) {
    add_once(by_provide_[provide], record.instance);
  }
  packages_.push_back(record);
}

std::vector<std::uint32_t> Scan::with_provide(const std::string& provide) const {
  return find(by_provide_, provide);
}

}  // namespace pkgmap::rpm
