// What people played at the kiosks of a fair, made up: the same for the same numbers, and scores that tie here and there.
#pragma once

#include "kiosk/results/statement.h"

#include <cstddef>
#include <string>

namespace kiosk::load {

constexpr std::size_t kRunsOfAPerson = 4;
constexpr std::size_t kUnitsOfTheFair = 148;

results::Origin origin_of_kiosk(std::size_t kiosk, const std::string& endpoint);
// The n-th run at that kiosk, n from 0. Each person plays four; every tenth comes from another unit at the last one.
results::Result run_of(std::size_t kiosk, std::size_t n);
results::Statement statement_of(const results::Origin&, const results::Result&, std::size_t n);

} // namespace kiosk::load
