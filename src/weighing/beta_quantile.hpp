#pragma once

namespace palabre {

/// The value that a Beta(alpha, beta) distributed score stays below with probability `p`.
///
/// Range:   alpha and beta at least 1, p in (0,1); the answer in [0,1].
/// Exact:   the same bits on every platform; within 1e-10 of the quantile for alpha + beta up to a
///          million.
/// Method:  bisection on the distribution function, whose continued fraction (NIST Digital Library
///          of Mathematical Functions, 8.17.22) is taken from both ends at the mean, so that their
///          sum stands for the beta function and no gamma function is needed.
[[nodiscard]] double beta_quantile(double alpha, double beta, double p);

}  // namespace palabre
