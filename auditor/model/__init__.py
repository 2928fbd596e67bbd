"""The types that flow between the stages: frozen, slotted, standard library only."""
