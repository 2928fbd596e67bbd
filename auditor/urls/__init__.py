"""URLs as browsers read them: resolution, scope, classification, order, traps."""
