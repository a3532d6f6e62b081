"""The widgets: forms, panels and the lesson frame. They show; they decide nothing."""
