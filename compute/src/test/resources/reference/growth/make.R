# Reference growth percentiles by R quantreg: Rscript make.R OUTPUT_FOLDER
# The scores come from a generator that is the same in R and in Java (InventedScores.java):
# Park & Miller's multiplicative congruential generator, whose products are exact in a double.
suppressMessages({ library(quantreg); library(splines) })

draws <- function(seed, count) {
  out <- numeric(count)
  s <- seed
  for (i in seq_len(count)) { s <- (16807 * s) %% 2147483647; out[i] <- s / 2147483647 }
  out
}

# One row per student: priors (newest first), then the score.
scores <- function(n, priors, kind, seed) {
  per <- 4 * (priors + 2)
  u <- matrix(draws(seed, n * per), nrow = per)
  z <- function(k) (u[4 * k + 1, ] + u[4 * k + 2, ] + u[4 * k + 3, ] + u[4 * k + 4, ] - 2) * 1.75
  ability <- z(0)
  shape <- function(v) switch(kind,
    whole = floor(v + 0.5),
    tenths = floor(v * 10 + 0.5) / 10,
    ties = floor(v / 10 + 0.5) * 10,
    ceiling = pmin(floor(v + 0.5), 555),
    heavy = floor(v * 10 + 0.5) / 10)
  d <- matrix(0, n, priors + 1)
  for (j in seq_len(priors)) d[, j] <- shape(500 - 10 * j + 40 * (ability + 0.5 * z(j)))
  e <- z(priors + 1)
  if (kind == "heavy") e <- e / (u[4 * (priors + 1) + 1, ] + 0.02)
  d[, priors + 1] <- shape(515 + 42 * (ability + (0.4 + 0.1 * ability) * e))
  d
}

spline <- function(x) {
  knots <- round(quantile(x, c(0.2, 0.4, 0.6, 0.8)), 3)
  bs(x, knots = knots, Boundary.knots = round(extendrange(x, f = 0.1), 3))
}

designs <- read.csv(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE))),
                              "designs.csv"), stringsAsFactors = FALSE)
out <- commandArgs(TRUE)[1]
taus <- (1:100 - 0.5) / 100
cat("R:", R.version.string, " quantreg:", as.character(packageVersion("quantreg")), "\n")
for (i in seq_len(nrow(designs))) {
  it <- designs[i, ]
  d <- scores(it$students, it$priors, it$kind, it$seed)
  k <- it$priors; y <- d[, k + 1]
  X <- cbind(1, do.call(cbind, lapply(seq_len(k), function(j) spline(d[, j]))))
  took <- system.time(B <- sapply(taus, function(t) suppressWarnings(rq.fit(X, y, tau = t, method = it$method)$coefficients)))[3]
  loss <- sapply(1:100, function(m) { u <- y - X %*% B[, m]; sum(u * (taus[m] - (u < 0))) })
  P <- round(X %*% B, 5)
  P <- t(apply(P, 1, sort))
  s <- rowSums(P < y); s[s == 0] <- 1; s[s == 100] <- 99
  writeLines(formatC(loss, digits = 17, format = "g"), file.path(out, paste0(it$name, ".loss.txt")))
  con <- gzfile(file.path(out, paste0(it$name, ".sgp.gz")), "wb", compression = 9)
  writeBin(as.raw(s), con); close(con)
  cat(it$name, it$students, "students", k, "priors", it$kind, it$method, sprintf("%.1f s", took), "checksum", sum(d), "\n")
}
