# Builds an array and a set from a large input.
package bench

heavy := count([item.id | some item in input.items; item.weight > 500])

owners := {item.owner | some item in input.items; item.weight > 900}
